package io.warecast.benchmarks;

import java.time.Duration;

/**
 * The load of {@code bench freshness} and {@code bench on-demand}.
 *
 * @param series that have orders all the time; their groups come on top
 * @param probeSeries that have only what is measured
 * @param ordersPerSecond of the load
 * @param warmUp before anything counts
 * @param quick whether the model has just a tenth of production's trees
 */
public record LivePlan(
    int series,
    int probeSeries,
    int historyDays,
    int ordersPerSecond,
    Duration warmUp,
    Duration measured,
    boolean quick) {

  /** Compilers are busy for two minutes. */
  private static final Duration WARM = Duration.ofSeconds(150);

  public static final LivePlan FULL =
      new LivePlan(2_000, 400, 400, 1_000, WARM, Duration.ofSeconds(60), false);

  /** Just long enough to see that it works. */
  public static final LivePlan QUICK =
      new LivePlan(100, 40, 120, 100, Duration.ofSeconds(2), Duration.ofSeconds(3), true);

  int allSeries() {
    return series + probeSeries;
  }
}
