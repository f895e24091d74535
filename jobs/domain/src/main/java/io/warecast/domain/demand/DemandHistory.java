package io.warecast.domain.demand;

import java.util.Arrays;

/**
 * The demand days of one series that features may look at, oldest first. Immutable.
 *
 * @param firstDay epoch day of {@code units[0]}
 * @param units units a day; {@code NaN} where demand is unknown; at most {@value #MAX_DAYS} long
 *     when it is that of an origin
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
    return with(stretch, MAX_DAYS);
  }

  /** As {@link #with(DemandStretch)}, but the oldest days beyond {@code maxDays} fall away. */
  public DemandHistory with(DemandStretch stretch, int maxDays) {
    if (stretch.units().length == 0) {
      return this;
    }
    int last = isEmpty() ? stretch.lastDay() : Math.max(lastDay(), stretch.lastDay());
    int first = isEmpty() ? stretch.firstDay() : Math.min(firstDay, stretch.firstDay());
    first = Math.max(first, last - maxDays + 1);
    float[] merged = new float[last - first + 1];
    Arrays.fill(merged, Float.NaN);
    place(units, firstDay, merged, first);
    place(stretch.units(), stretch.firstDay(), merged, first);
    return new DemandHistory(first, merged);
  }

  /**
   * This history and what was ordered, up to and including {@code lastDay}. From {@code
   * countedFrom} on every order was seen, so that a day without any has demand zero; before it,
   * what is unknown stays unknown until something is ordered. Cancellations never make a day
   * negative.
   */
  public DemandHistory with(OrderedDays orders, int countedFrom, int lastDay) {
    if (isEmpty() && orders.isEmpty()) {
      return EMPTY;
    }
    int first = firstOf(orders);
    if (lastDay < first) {
      return EMPTY;
    }
    first = Math.max(first, lastDay - MAX_DAYS + 1);
    float[] days = new float[lastDay - first + 1];
    for (int i = 0; i < days.length; i++) {
      days[i] = units(first + i, orders, countedFrom);
    }
    return new DemandHistory(first, days);
  }

  private int firstOf(OrderedDays orders) {
    if (isEmpty()) {
      return orders.firstDay();
    }
    return orders.isEmpty() ? firstDay : Math.min(firstDay, orders.firstDay());
  }

  private float units(int day, OrderedDays orders, int countedFrom) {
    float known = at(day);
    long micros = orders.at(day);
    if (micros == 0 && (day < countedFrom || !Float.isNaN(known))) {
      return known;
    }
    double base = Float.isNaN(known) ? 0 : known;
    return (float) Math.max(0, base + Quantity.toUnits(micros));
  }

  /** Whether anything is known of the days up to and including {@code day}. */
  public boolean hasKnownDay(int day) {
    for (int i = Math.min(units.length - 1, day - firstDay); i >= 0; i--) {
      if (!Float.isNaN(units[i])) {
        return true;
      }
    }
    return false;
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
