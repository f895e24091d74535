package io.warecast.benchmarks;

/**
 * How long {@code bench sql} works.
 *
 * @param series of items, beside which their groups are forecast
 * @param days of history of each
 * @param horizon days forecast; the views of the catalogue take 28
 * @param quick whether the model that is trained has just a tenth of production's trees
 */
public record SqlPlan(int series, int days, int horizon, int repetitions, boolean quick) {

  public static final SqlPlan FULL = new SqlPlan(20_000, 800, 28, 4, false);

  /** Just long enough to see that it works. */
  public static final SqlPlan QUICK = new SqlPlan(300, 200, 28, 1, true);

  /** The same with another horizon. */
  public SqlPlan withHorizon(int steps) {
    return new SqlPlan(series, days, steps, repetitions, quick);
  }
}
