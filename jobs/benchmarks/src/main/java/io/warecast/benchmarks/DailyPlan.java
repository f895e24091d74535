package io.warecast.benchmarks;

/**
 * How much {@code bench daily} forecasts.
 *
 * @param series of items; their groups come on top
 * @param days of history
 * @param quick whether the model has just a tenth of production's trees
 */
public record DailyPlan(int series, int days, int repetitions, boolean quick) {

  public static final int DEFAULT_SERIES = 20_000;
  public static final int DEFAULT_DAYS = 400;

  /** With a full model and three repetitions. */
  public static DailyPlan full(int series, int days) {
    return new DailyPlan(series, days, 3, false);
  }

  /** Just long enough to see that it works. */
  public static DailyPlan quick(int series, int days) {
    return new DailyPlan(Math.min(series, 300), Math.min(days, 120), 1, true);
  }
}
