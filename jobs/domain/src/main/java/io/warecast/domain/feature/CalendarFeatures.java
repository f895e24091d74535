package io.warecast.domain.feature;

import io.warecast.domain.covariate.DayKind;
import io.warecast.domain.covariate.WarehouseCalendar;

/**
 * The columns that a target day takes from its warehouse's calendar.
 *
 * <p>There are few. Flags, distances in weeks, parts of the month and days of last year are
 * together the fingerprint of a single day of the past: from thousands of items that share it,
 * trees learn that day's chance as if it were a rule, and all items of a warehouse drift together.
 * What is learned of a name stays with days of that name. Seasons and holidays of whole groups are
 * left to the groups' forecasts, to which items are aligned.
 */
record CalendarFeatures(WarehouseCalendar calendar) {

  /** Distance from which all named days are equally far. */
  private static final int FAR = 4;

  void fill(int day, RowWriter to) {
    to.put(FeatureColumn.WEEKDAY, Math.floorMod(day + 3, 7));
    to.put(FeatureColumn.CLOSURE, flag(DayKind.CLOSURE, day));
    to.put(FeatureColumn.SCHOOL_BREAK, flag(DayKind.SCHOOL_BREAK, day));
    to.put(FeatureColumn.WAREHOUSE_PROMOTION, flag(DayKind.PROMOTION, day));
    to.put(FeatureColumn.NAMED_DAY, isNamed(day) ? Codes.of(calendar.name(day)) : Double.NaN);
    to.put(FeatureColumn.DAYS_TO_NAMED_DAY, distance(day, 1));
    to.put(FeatureColumn.DAYS_SINCE_NAMED_DAY, distance(day, -1));
  }

  private float flag(DayKind kind, int day) {
    return calendar.is(kind, day) ? 1 : 0;
  }

  private int distance(int day, int direction) {
    int distance = 0;
    while (distance < FAR && !isNamed(day + distance * direction)) {
      distance++;
    }
    return distance;
  }

  private boolean isNamed(int day) {
    return calendar.is(DayKind.HOLIDAY, day)
        || calendar.is(DayKind.CLOSURE, day)
        || calendar.is(DayKind.EVENT, day);
  }
}
