package io.warecast.benchmarks;

import java.time.Duration;

/**
 * How long {@code bench serve} measures.
 *
 * @param repetitions of each rate
 * @param each rate's time
 * @param warmUp of each server, before anything counts
 * @param soak time at half of the measured peak
 * @param minute time at 15,000 requests a minute
 */
public record ServePlan(
    int repetitions, Duration each, Duration warmUp, Duration soak, Duration minute) {

  public static final ServePlan FULL =
      new ServePlan(
          5,
          Duration.ofSeconds(6),
          Duration.ofSeconds(12),
          Duration.ofMinutes(5),
          Duration.ofSeconds(20));

  public static final ServePlan QUICK =
      new ServePlan(
          1,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1));

  public ServePlan withSoak(Duration other) {
    return new ServePlan(repetitions, each, warmUp, other, minute);
  }
}
