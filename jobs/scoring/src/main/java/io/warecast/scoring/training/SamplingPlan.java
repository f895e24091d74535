package io.warecast.scoring.training;

/**
 * Which (origin, step) pairs of a series become training rows.
 *
 * @param lastDay epoch day of the last demand that training may know, as feature or as target
 * @param days origins lie at most this many days before {@code lastDay}
 * @param horizon largest step
 * @param rowsPerSeries rows drawn from each series, at most
 * @param groups whether rows are drawn from group series, of which a lake without items consists
 * @param seed of the draw; the same seed draws the same rows, whatever the order of series
 */
public record SamplingPlan(
    int lastDay, int days, int horizon, int rowsPerSeries, boolean groups, long seed)
    implements java.io.Serializable {

  /** The same with demand up to and including an epoch day. */
  SamplingPlan upTo(int day) {
    return new SamplingPlan(day, days, horizon, rowsPerSeries, groups, seed);
  }
}
