package io.warecast.domain.demand;

import java.util.Arrays;

/**
 * Exact sums of the orders of one series by consecutive local days. Immutable.
 *
 * @param firstDay epoch day of {@code micros[0]}
 * @param micros millionths of a unit by day, see {@link Quantity}
 */
public record OrderedDays(int firstDay, long[] micros) {

  public static final OrderedDays NONE = new OrderedDays(0, new long[0]);

  /** Epoch day of the last sum; meaningless when {@link #isEmpty()}. */
  public int lastDay() {
    return firstDay + micros.length - 1;
  }

  public boolean isEmpty() {
    return micros.length == 0;
  }

  /** The sum of a day; 0 outside of these days. */
  public long at(int day) {
    int i = day - firstDay;
    return i >= 0 && i < micros.length ? micros[i] : 0;
  }

  /** These sums and what was added to one day. */
  public OrderedDays plus(int day, long added) {
    if (isEmpty()) {
      return new OrderedDays(day, new long[] {added});
    }
    int first = Math.min(firstDay, day);
    long[] sums = new long[Math.max(lastDay(), day) - first + 1];
    System.arraycopy(micros, 0, sums, firstDay - first, micros.length);
    sums[day - first] += added;
    return new OrderedDays(first, sums);
  }

  /** The sums of {@code day} and later. */
  public OrderedDays from(int day) {
    if (isEmpty() || day <= firstDay) {
      return this;
    }
    return day > lastDay()
        ? NONE
        : new OrderedDays(day, Arrays.copyOfRange(micros, day - firstDay, micros.length));
  }
}
