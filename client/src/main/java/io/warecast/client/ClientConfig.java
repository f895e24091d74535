package io.warecast.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Where a gateway is and how to call it.
 *
 * @param gateway its address, such as {@code https://warecast.example}; a path in it is kept
 * @param token asked for each call, so that it may give another one before the last expires
 * @param timeout longest wait for an answer, more than nothing
 * @param http what connects; bring your own for trust, proxies or threads
 */
public record ClientConfig(URI gateway, Supplier<String> token, Duration timeout, HttpClient http) {

  public static final Duration STANDARD_TIMEOUT = Duration.ofSeconds(15);

  public ClientConfig {
    if (gateway.getScheme() == null || gateway.getHost() == null) {
      throw new IllegalArgumentException(
          "gateway is %s; it takes an address such as https://warecast.example".formatted(gateway));
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout is %s; it takes more than 0".formatted(timeout));
    }
  }

  /** With a time limit of 15 seconds, more than a gateway's own. */
  public static ClientConfig of(URI gateway, Supplier<String> token) {
    return new ClientConfig(
        gateway,
        token,
        STANDARD_TIMEOUT,
        HttpClient.newBuilder().connectTimeout(STANDARD_TIMEOUT).build());
  }

  public ClientConfig withTimeout(Duration other) {
    return new ClientConfig(gateway, token, other, http);
  }

  public ClientConfig withHttp(HttpClient other) {
    return new ClientConfig(gateway, token, timeout, other);
  }
}
