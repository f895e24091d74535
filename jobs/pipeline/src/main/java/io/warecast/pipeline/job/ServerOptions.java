package io.warecast.pipeline.job;

import io.warecast.pipeline.connector.redis.RedisConfig;
import java.net.URI;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a job on a cluster finds the lake, the models and the servers that it writes to. */
final class ServerOptions {

  @Mixin private StorageOptions storage = new StorageOptions();
  @Mixin private PostgresOptions postgres = new PostgresOptions();

  @Option(
      names = "--redis",
      required = true,
      defaultValue = "${env:WARECAST_REDIS}",
      paramLabel = "URI",
      description = "redis://host:port. Default: $WARECAST_REDIS.")
  private URI redis = URI.create("redis://127.0.0.1:6379");

  ForecastTargets targets() {
    return new ForecastTargets(
        storage.lake(), storage.models(), postgres.config(), new RedisConfig(redis));
  }
}
