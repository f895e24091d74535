package io.warecast.client;

import java.util.List;

/**
 * How a gateway and what is behind it are.
 *
 * @param status ready, degraded or unavailable
 */
public record Status(String status, List<Backend> backends, Cache cache) {

  /**
   * A store or service.
   *
   * @param state of its circuit breaker: closed, open (it is not being asked) or half-open
   */
  public record Backend(String name, String state, boolean configured) {}

  /**
   * The forecasts in memory.
   *
   * @param following whether changes in Redis reach them; without that they are not used
   */
  public record Cache(long entries, long hits, long misses, boolean following) {}
}
