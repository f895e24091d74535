package io.warecast.pipeline.operator.intake;

import io.warecast.domain.demand.HourlyUnits;
import io.warecast.domain.demand.IntradayProfile;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a warehouse sold by hour of the day: exact sums of the days that still take orders, and
 * older days folded into one, so that the profile at a close does not depend on the order in which
 * orders arrived. Immutable.
 *
 * @param folded 24 sums in millionths of a unit, as they weigh on {@code foldedTo}
 * @param foldedTo the last epoch day that is folded
 * @param firstDay epoch day of the first 24 of {@code micros}
 * @param micros millionths of a unit, 24 a day
 */
public record HourSums(double[] folded, int foldedTo, int firstDay, long[] micros) {

  /**
   * A day weighs half of one that is this much younger: long enough for two of each weekday to
   * count, short enough to follow new opening hours within a month.
   */
  public static final int HALF_LIFE_DAYS = 14;

  private static final int HOURS = IntradayProfile.HOURS;

  static final HourSums NONE = new HourSums(new double[HOURS], Integer.MIN_VALUE, 0, new long[0]);

  /** These sums and the units of one hour; a day that is folded takes none. */
  HourSums plus(HourlyUnits units) {
    int day = units.day();
    if (day <= foldedTo) {
      return this;
    }
    int first = micros.length == 0 ? day : Math.min(firstDay, day);
    int last = micros.length == 0 ? day : Math.max(lastDay(), day);
    long[] next = new long[(last - first + 1) * HOURS];
    if (micros.length > 0) {
      System.arraycopy(micros, 0, next, (firstDay - first) * HOURS, micros.length);
    }
    next[(day - first) * HOURS + units.hour()] += units.micros();
    return new HourSums(folded, foldedTo, first, next);
  }

  /**
   * The profile at the close of a day; none while nothing was sold. An hour in which more was
   * cancelled than ordered counts as one without sales.
   */
  Optional<IntradayProfile> profile(String warehouseId, int closedDay) {
    HourSums closed = foldedThrough(closedDay);
    float[] shares = new float[HOURS];
    double total = 0;
    for (double units : closed.folded) {
      total += Math.max(0, units);
    }
    if (total <= 0) {
      return Optional.empty();
    }
    double sold = 0;
    for (int hour = 0; hour < HOURS; hour++) {
      sold += Math.max(0, closed.folded[hour]);
      shares[hour] = (float) (sold / total);
    }
    return Optional.of(new IntradayProfile(warehouseId, shares));
  }

  /** These sums with all days up to and including {@code day} folded. */
  HourSums foldedThrough(int day) {
    double[] sums = folded;
    int to = foldedTo;
    int end = micros.length == 0 ? 0 : Math.min(lastDay(), day) - firstDay + 1;
    for (int i = 0; i < end; i++) {
      sums = decayed(sums, (long) firstDay + i - to);
      to = firstDay + i;
      for (int hour = 0; hour < HOURS; hour++) {
        sums[hour] += micros[i * HOURS + hour];
      }
    }
    return end <= 0
        ? this
        : new HourSums(
            sums, to, firstDay + end, Arrays.copyOfRange(micros, end * HOURS, micros.length));
  }

  private int lastDay() {
    return firstDay + micros.length / HOURS - 1;
  }

  /** Strict, for the same bits on every machine. */
  private static double[] decayed(double[] sums, long days) {
    double weight = StrictMath.pow(.5, (double) days / HALF_LIFE_DAYS);
    return Arrays.stream(sums).map(sum -> sum * weight).toArray();
  }
}
