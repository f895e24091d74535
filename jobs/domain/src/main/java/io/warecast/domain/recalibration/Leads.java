package io.warecast.domain.recalibration;

import java.util.Arrays;

/**
 * The days ahead at which served forecasts are held against what came: a few of the horizon speak
 * for all of it, so that what must be remembered of a series stays small.
 */
public final class Leads {

  private static final int[] DAYS = {1, 7, 14, 28};

  /** First step that each of them speaks for: where it is the nearer one. */
  private static final int[] FROM_STEPS = {1, 4, 11, 21};

  /** How many there are. */
  public static final int COUNT = DAYS.length;

  private Leads() {}

  /** Days ahead of one of them. */
  public static int days(int lead) {
    return DAYS[lead];
  }

  /** How many of them a horizon reaches. */
  public static int within(int horizon) {
    return (int) Arrays.stream(DAYS).filter(days -> days <= horizon).count();
  }

  /** The one that speaks for a step, which counts from 1. */
  public static int of(int step) {
    int lead = COUNT - 1;
    while (lead > 0 && step < FROM_STEPS[lead]) {
      lead--;
    }
    return lead;
  }
}
