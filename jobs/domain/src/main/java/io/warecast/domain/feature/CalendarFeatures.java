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

  private static final int NAMED =
      DayKind.HOLIDAY.bit() | DayKind.CLOSURE.bit() | DayKind.EVENT.bit();

  void fill(int day, RowWriter to) {
    int kinds = calendar.kinds(day);
    to.put(FeatureColumn.WEEKDAY, Math.floorMod(day + 3, 7));
    to.put(FeatureColumn.CLOSURE, flag(DayKind.CLOSURE, kinds));
    to.put(FeatureColumn.SCHOOL_BREAK, flag(DayKind.SCHOOL_BREAK, kinds));
    to.put(FeatureColumn.WAREHOUSE_PROMOTION, flag(DayKind.PROMOTION, kinds));
    boolean isNamed = (kinds & NAMED) != 0;
    to.put(FeatureColumn.NAMED_DAY, isNamed ? Codes.of(calendar.name(day)) : Float.NaN);
    to.put(FeatureColumn.DAYS_TO_NAMED_DAY, isNamed ? 0 : distance(day, 1));
    to.put(FeatureColumn.DAYS_SINCE_NAMED_DAY, isNamed ? 0 : distance(day, -1));
  }

  private static float flag(DayKind kind, int kinds) {
    return (kinds & kind.bit()) != 0 ? 1 : 0;
  }

  private int distance(int day, int direction) {
    int distance = 1;
    while (distance < FAR && (calendar.kinds(day + distance * direction) & NAMED) == 0) {
      distance++;
    }
    return distance;
  }
}
