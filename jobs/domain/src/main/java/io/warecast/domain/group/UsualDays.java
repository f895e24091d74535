package io.warecast.domain.group;

import io.warecast.domain.covariate.DayKind;
import java.util.Arrays;

/**
 * Tells days that say something of the level from those that were closed or nearly so: by what the
 * same weekday brought in the weeks around.
 */
final class UsualDays {

  /** A day at or below this share of the weeks around was not a usual one. */
  private static final double LOW = .3;

  private static final int WEEKS_AROUND = 4;

  private final GroupDays days;
  private final int first;
  private final int origin;

  UsualDays(GroupDays days, int first, int origin) {
    this.days = days;
    this.first = first;
    this.origin = origin;
  }

  boolean isUsual(int day) {
    return days.units(day) > 0 && !days.is(DayKind.CLOSURE, day) && !isLow(day);
  }

  boolean isLow(int day) {
    return share(day) <= LOW;
  }

  /** Units of a day against the weeks around, {@code NaN} when either is unknown. */
  double share(int day) {
    double[] around = new double[2 * WEEKS_AROUND];
    int n = 0;
    for (int week = -WEEKS_AROUND; week <= WEEKS_AROUND; week++) {
      int other = day + 7 * week;
      if (week != 0 && other >= first && other <= origin && days.units(other) > 0) {
        around[n++] = days.units(other);
      }
    }
    return n == 0 ? Double.NaN : days.units(day) / median(around, n);
  }

  static double median(double[] values, int count) {
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    int middle = count / 2;
    return count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
