package io.warecast.gateway.http;

import io.warecast.domain.ActionableException;
import java.time.Duration;

/**
 * Where the server listens and what it bears.
 *
 * @param host address to listen on
 * @param port 0..65535; 0 takes a free port
 * @param eventLoops threads that serve requests, 1..256
 * @param maxBodyBytes longest accepted body, 1 KiB to 64 MiB
 * @param requestTimeout from a request's first byte to its answer; 1 ms to 10 minutes
 * @param idleTimeout a connection on which nothing moves for so long is closed; same bounds
 * @param drainTimeout how long a stop waits for requests under way; same bounds
 */
public record HttpConfig(
    String host,
    int port,
    int eventLoops,
    int maxBodyBytes,
    Duration requestTimeout,
    Duration idleTimeout,
    Duration drainTimeout) {

  public static final String DEFAULT_HOST = "127.0.0.1";
  public static final int DEFAULT_PORT = 8080;

  private static final int MAX_BODY_BYTES = 64 << 20;
  private static final Duration LONGEST = Duration.ofMinutes(10);

  public HttpConfig {
    if (host.isBlank()) {
      throw new ActionableException("http.host is empty; it takes an address such as 127.0.0.1");
    }
    requireRange("http.port", port, 0, 65_535);
    requireRange("http.event-loops", eventLoops, 1, 256);
    requireRange("http.max-body-bytes", maxBodyBytes, 1 << 10, MAX_BODY_BYTES);
    requireTimeout("http.request-timeout", requestTimeout);
    requireTimeout("http.idle-timeout", idleTimeout);
    requireTimeout("http.drain-timeout", drainTimeout);
  }

  /** The loopback interface at a port, with the default limits and one event loop a processor. */
  public static HttpConfig ofPort(int port) {
    return new HttpConfig(
        DEFAULT_HOST,
        port,
        defaultEventLoops(),
        64 << 10,
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofSeconds(10));
  }

  /** One a processor. */
  public static int defaultEventLoops() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static void requireRange(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ActionableException(
          "%s is %d; it takes %d to %d".formatted(key, value, least, most));
    }
  }

  private static void requireTimeout(String key, Duration value) {
    if (value.toMillis() < 1 || value.compareTo(LONGEST) > 0) {
      throw new ActionableException(
          "%s is %d ms; it takes 1 ms to %d".formatted(key, value.toMillis(), LONGEST.toMillis()));
    }
  }
}
