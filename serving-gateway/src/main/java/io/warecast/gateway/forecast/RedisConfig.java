package io.warecast.gateway.forecast;

import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.RedisOptions;
import io.warecast.domain.ActionableException;
import java.time.Duration;

/**
 * Where Redis is and how long to wait for it.
 *
 * @param port 1..65535
 * @param connectTimeout 1 ms to 1 minute
 * @param requestTimeout from the question to the answer, connecting included; 1 ms to 1 minute
 */
public record RedisConfig(String host, int port, Duration connectTimeout, Duration requestTimeout) {

  public static final int DEFAULT_PORT = 6379;
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(1);

  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);

  public RedisConfig {
    if (host.isBlank()) {
      throw new ActionableException("redis.host is empty; it takes a host name or an address");
    }
    if (port < 1 || port > 65_535) {
      throw new ActionableException("redis.port is " + port + "; it takes 1 to 65535");
    }
    requireTimeout("redis.connect-timeout", connectTimeout);
    requireTimeout("redis.request-timeout", requestTimeout);
  }

  /** Redis at an address, with the default timeouts. */
  public static RedisConfig of(String host, int port) {
    return new RedisConfig(host, port, DEFAULT_TIMEOUT, DEFAULT_TIMEOUT);
  }

  /** The address in the form that Vert.x takes; IPv6 addresses go into brackets. */
  String uri() {
    return "redis://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** Of a client with one connection. */
  RedisOptions lineOptions() {
    return new RedisOptions()
        .setConnectionString(uri())
        .setMaxPoolSize(1)
        .setNetClientOptions(
            new NetClientOptions()
                .setTcpKeepAlive(true)
                .setConnectTimeout((int) connectTimeout.toMillis()));
  }

  private static void requireTimeout(String key, Duration value) {
    if (value.toMillis() < 1 || value.compareTo(LONGEST_TIMEOUT) > 0) {
      throw new ActionableException(
          key + " is " + value.toMillis() + " ms; it takes 1 ms to " + LONGEST_TIMEOUT.toMillis());
    }
  }
}
