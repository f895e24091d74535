package io.warecast.domain.group;

import io.warecast.domain.covariate.WarehouseCalendar;
import java.util.Arrays;

/**
 * Means that would have been forecast from earlier origins of a history. They go by nothing that
 * came on its last day, so that they hold while that day is open.
 *
 * @param calendar that they go by, and no copy of it
 * @param units of the days before the last one
 * @param steps after the last day whose calendar they go by
 * @param means by earlier origin, the latest first; empty where there was not enough to go by
 */
record PastMeans(
    WarehouseCalendar calendar, int lastDay, float[] units, int steps, double[][] means) {

  private static final int ORIGINS = 6;
  private static final int DAYS_BETWEEN = 28;

  static PastMeans of(GroupDays days, WarehouseCalendar calendar, int lastDay) {
    int last = days.count() - 1;
    double[][] means = new double[ORIGINS][0];
    for (int i = 0; i < ORIGINS; i++) {
      int origin = origin(i, last);
      if (origin >= 0 && GroupMeans.arePossible(days, origin)) {
        means[i] = GroupMeans.after(days, origin, last - origin);
      }
    }
    return new PastMeans(calendar, lastDay, units(days), days.steps(), means);
  }

  /** The earlier origin of a number, by index of its day. */
  static int origin(int number, int last) {
    return last - (number + 1) * DAYS_BETWEEN;
  }

  private static float[] units(GroupDays days) {
    float[] units = new float[days.count() - 1];
    for (int day = 0; day < units.length; day++) {
      units[day] = days.units(day);
    }
    return units;
  }

  /** Whether they are those of these days, too. */
  @SuppressWarnings("ReferenceEquality") // Calendars are not changed, and not to be compared whole.
  boolean hold(GroupDays days, WarehouseCalendar otherCalendar, int otherLastDay) {
    return calendar == otherCalendar
        && lastDay == otherLastDay
        && steps == days.steps()
        && Arrays.equals(units, units(days));
  }
}
