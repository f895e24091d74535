package io.warecast.pipeline.job;

import io.warecast.pipeline.connector.postgres.PostgresConfig;
import io.warecast.pipeline.connector.redis.RedisConfig;
import java.net.URI;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a job on a cluster finds the lake, the models and the servers that it writes to. */
final class ServerOptions {

  @Mixin private StorageOptions storage = new StorageOptions();

  @Option(
      names = "--postgres-url",
      required = true,
      defaultValue = "${env:WARECAST_POSTGRES_URL}",
      paramLabel = "URL",
      description =
          "jdbc:postgresql://host:port/database. Default: $WARECAST_POSTGRES_URL. The password is taken from $WARECAST_POSTGRES_PASSWORD only.")
  private String postgresUrl = "";

  @Option(
      names = "--postgres-user",
      required = true,
      defaultValue = "${env:WARECAST_POSTGRES_USER}",
      paramLabel = "NAME",
      description = "Default: $WARECAST_POSTGRES_USER.")
  private String postgresUser = "";

  @Option(
      names = "--redis",
      required = true,
      defaultValue = "${env:WARECAST_REDIS}",
      paramLabel = "URI",
      description = "redis://host:port. Default: $WARECAST_REDIS.")
  private URI redis = URI.create("redis://127.0.0.1:6379");

  ForecastTargets targets() {
    String password = System.getenv().getOrDefault("WARECAST_POSTGRES_PASSWORD", "");
    return new ForecastTargets(
        storage.lake(),
        storage.models(),
        new PostgresConfig(postgresUrl, postgresUser, password),
        new RedisConfig(redis));
  }
}
