package io.warecast.benchmarks;

/**
 * How long {@code bench sql} works.
 *
 * @param series of items, beside which their groups are forecast
 * @param days of history of each
 * @param quick whether the model that is trained has just a tenth of production's trees
 */
public record SqlPlan(int series, int days, int repetitions, boolean quick) {

  public static final SqlPlan FULL = new SqlPlan(8_000, 800, 5, false);

  /** Just long enough to see that it works. */
  public static final SqlPlan QUICK = new SqlPlan(300, 200, 1, true);
}
