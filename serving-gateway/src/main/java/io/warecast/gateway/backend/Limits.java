package io.warecast.gateway.backend;

import io.warecast.domain.ActionableException;
import java.time.Duration;

/**
 * How much the gateway bears, and when it stops to ask what does not answer.
 *
 * @param requestsInFlight most requests under way on one event loop, 0..100,000; more are answered
 *     by 503
 * @param streams most event streams that are open in the whole gateway, 0..100,000
 * @param onDemand most requests that wait for the stream job in the whole gateway, 0..10,000
 * @param breakerFailures in ten seconds, after which a backend is not asked for a while; 1..1,000
 * @param breakerReset how long it is not asked; 1 ms to 10 minutes
 */
public record Limits(
    int requestsInFlight, int streams, int onDemand, int breakerFailures, Duration breakerReset) {

  private static final Duration LONGEST = Duration.ofMinutes(10);

  public static final Limits STANDARD = new Limits(2_000, 1_000, 256, 5, Duration.ofSeconds(30));

  public Limits {
    requireRange("limits.requests-in-flight", requestsInFlight, 0, 100_000);
    requireRange("limits.streams", streams, 0, 100_000);
    requireRange("limits.on-demand", onDemand, 0, 10_000);
    requireRange("limits.breaker-failures", breakerFailures, 1, 1_000);
    requireTimeout("limits.breaker-reset", breakerReset);
  }

  private static void requireRange(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ActionableException(
          "%s is %d; it takes %d to %d".formatted(key, value, least, most));
    }
  }

  static void requireTimeout(String key, Duration value) {
    if (value.toMillis() < 1 || value.compareTo(LONGEST) > 0) {
      throw new ActionableException(
          "%s is %d ms; it takes 1 ms to %d".formatted(key, value.toMillis(), LONGEST.toMillis()));
    }
  }
}
