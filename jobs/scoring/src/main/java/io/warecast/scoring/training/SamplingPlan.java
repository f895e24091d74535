package io.warecast.scoring.training;

import java.io.Serializable;

/**
 * Which (origin, step) pairs of a series become training rows.
 *
 * @param lastDay epoch day of the last demand that training may know, as feature or as target
 * @param days origins lie at most this many days before {@code lastDay}
 * @param horizon largest step
 * @param rowsPerSeries rows drawn from each item, at most; a group gets more
 * @param seed of the draw; the same seed draws the same rows, whatever the order of series
 */
public record SamplingPlan(int lastDay, int days, int horizon, int rowsPerSeries, long seed)
    implements Serializable {

  /** More rows of one series repeat each other: its days are used many times over by then. */
  public static final int MOST_ROWS_PER_SERIES = 4_000;

  /** Rows drawn from a group series when it gets {@code times} the rows of an item. */
  int rowsPerGroup(int times) {
    return Math.max(rowsPerSeries, Math.min(MOST_ROWS_PER_SERIES, times * rowsPerSeries));
  }
}
