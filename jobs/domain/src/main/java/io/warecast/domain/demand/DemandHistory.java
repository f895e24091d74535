package io.warecast.domain.demand;

import java.util.Arrays;

/**
 * The demand days of one series that features may look at, oldest first. Immutable.
 *
 * @param firstDay epoch day of {@code units[0]}
 * @param units units a day; {@code NaN} where demand is unknown; at most {@value #MAX_DAYS} long
 */
public record DemandHistory(int firstDay, float[] units) {

  /** Days kept: two years for the yearly shape and a quarter for the level before it. */
  public static final int MAX_DAYS = 840;

  public static final DemandHistory EMPTY = new DemandHistory(0, new float[0]);

  /** Epoch day of the last value; meaningless when {@link #isEmpty()}. */
  public int lastDay() {
    return firstDay + units.length - 1;
  }

  public boolean isEmpty() {
    return units.length == 0;
  }

  /** Units of a day, {@code NaN} when the day is unknown or outside this history. */
  public float at(int day) {
    int i = day - firstDay;
    return i >= 0 && i < units.length ? units[i] : Float.NaN;
  }

  /**
   * This history with the days of {@code stretch} put in place, replacing what stood there; days in
   * between are unknown. The oldest days beyond {@link #MAX_DAYS} fall away.
   */
  public DemandHistory with(DemandStretch stretch) {
    if (stretch.units().length == 0) {
      return this;
    }
    int last = isEmpty() ? stretch.lastDay() : Math.max(lastDay(), stretch.lastDay());
    int first = isEmpty() ? stretch.firstDay() : Math.min(firstDay, stretch.firstDay());
    first = Math.max(first, last - MAX_DAYS + 1);
    float[] merged = new float[last - first + 1];
    Arrays.fill(merged, Float.NaN);
    place(units, firstDay, merged, first);
    place(stretch.units(), stretch.firstDay(), merged, first);
    return new DemandHistory(first, merged);
  }

  /** The part of this history up to and including {@code day}. */
  public DemandHistory upTo(int day) {
    if (isEmpty() || day >= lastDay()) {
      return this;
    }
    return day < firstDay
        ? EMPTY
        : new DemandHistory(firstDay, Arrays.copyOf(units, day - firstDay + 1));
  }

  private static void place(float[] from, int fromDay, float[] to, int toDay) {
    int skip = Math.max(0, toDay - fromDay);
    if (skip < from.length) {
      System.arraycopy(from, skip, to, fromDay + skip - toDay, from.length - skip);
    }
  }
}
