package io.warecast.domain.accuracy;

import java.util.ArrayList;
import java.util.List;

/** Steps of a horizon that are judged together, the first and the last included. */
public record StepBucket(int from, int to) {

  private static final int WEEK = 7;

  /** All steps of a horizon. */
  public static StepBucket whole(int horizon) {
    return new StepBucket(1, horizon);
  }

  /** The weeks of a horizon; the last may be shorter. */
  public static List<StepBucket> weeks(int horizon) {
    List<StepBucket> weeks = new ArrayList<>();
    for (int from = 1; from <= horizon; from += WEEK) {
      weeks.add(new StepBucket(from, Math.min(horizon, from + WEEK - 1)));
    }
    return weeks;
  }

  /** Its place among the {@link #weeks} of any horizon that has the step. */
  public static int week(int step) {
    return (step - 1) / WEEK;
  }

  /** {@code 8-14}, or {@code 8} for a single step. */
  public String wireName() {
    return from == to ? Integer.toString(from) : from + "-" + to;
  }
}
