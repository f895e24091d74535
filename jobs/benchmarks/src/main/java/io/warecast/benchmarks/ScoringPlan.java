package io.warecast.benchmarks;

/**
 * How long {@code bench scoring} works.
 *
 * @param series that are scored over and over
 * @param quick whether the model that is trained has just a tenth of production's trees
 */
public record ScoringPlan(int series, int repetitions, long sliceMillis, boolean quick) {

  public static final ScoringPlan FULL = new ScoringPlan(2_048, 5, 500, false);

  /** Just long enough to see that it works. */
  public static final ScoringPlan QUICK = new ScoringPlan(1_024, 1, 1, true);
}
