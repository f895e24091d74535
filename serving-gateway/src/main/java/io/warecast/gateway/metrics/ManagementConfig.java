package io.warecast.gateway.metrics;

import io.warecast.domain.ActionableException;

/**
 * Where metrics are served: a listener of their own, without tokens, for those who run the gateway.
 * Keep it on loopback or on a network that callers do not reach.
 *
 * @param port 0..65535; 0 takes a free port
 */
public record ManagementConfig(String host, int port) {

  public static final int DEFAULT_PORT = 9464;

  public ManagementConfig {
    if (host.isBlank()) {
      throw new ActionableException("metrics.host is empty; it takes an address such as 127.0.0.1");
    }
    if (port < 0 || port > 65_535) {
      throw new ActionableException("metrics.port is " + port + "; it takes 0 to 65535");
    }
  }

  /** Loopback. */
  public static ManagementConfig ofPort(int port) {
    return new ManagementConfig("127.0.0.1", port);
  }
}
