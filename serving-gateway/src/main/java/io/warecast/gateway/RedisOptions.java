package io.warecast.gateway;

import io.warecast.gateway.forecast.RedisConfig;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options of the store of current forecasts. */
final class RedisOptions {

  @Option(
      names = "--redis-host",
      defaultValue = "${env:WARECAST_REDIS_HOST:-127.0.0.1}",
      description = "Host of Redis (WARECAST_REDIS_HOST).")
  private String redisHost = "";

  @Option(
      names = "--redis-port",
      defaultValue = "${env:WARECAST_REDIS_PORT:-" + RedisConfig.DEFAULT_PORT + "}",
      description = "Port of Redis (WARECAST_REDIS_PORT).")
  private int redisPort;

  @Option(
      names = "--redis-timeout-ms",
      defaultValue = "${env:WARECAST_REDIS_TIMEOUT_MS:-1000}",
      description = "Longest wait for Redis (WARECAST_REDIS_TIMEOUT_MS).")
  private long redisTimeoutMs;

  RedisConfig config() {
    Duration timeout = Duration.ofMillis(redisTimeoutMs);
    return new RedisConfig(redisHost, redisPort, timeout, timeout);
  }
}
