package io.warecast.domain.feature;

import io.warecast.domain.covariate.DayKind;
import io.warecast.domain.covariate.WarehouseCalendar;

/** The columns that a target day takes from its warehouse's calendar. */
record CalendarFeatures(
    WarehouseCalendar calendar, OriginStatistics past, int originDay, boolean isGroup) {

  /**
   * Distance from which all holidays are equally far. A larger one, like the exact day of the
   * month, lets trees recognize single days of the past: the whole warehouse's chance of that day
   * is then learned as if it were a rule.
   */
  private static final int FAR = 4;

  /** Days around a holiday that share in its effect. */
  private static final int REACH = 4;

  void fill(int day, RowWriter to) {
    to.put(FeatureColumn.WEEKDAY, Math.floorMod(day + 3, 7));
    to.put(FeatureColumn.CLOSURE, flag(DayKind.CLOSURE, day));
    to.put(FeatureColumn.SCHOOL_BREAK, flag(DayKind.SCHOOL_BREAK, day));
    to.put(FeatureColumn.WAREHOUSE_PROMOTION, flag(DayKind.PROMOTION, day));
    to.put(FeatureColumn.NAMED_DAY, isGroup ? Double.NaN : nameOf(day));
    to.put(FeatureColumn.MONTH_THIRD, groups(Math.min(2, (DayOfMonth.of(day) - 1) / 10)));
    to.put(FeatureColumn.HOLIDAY, groups(flag(DayKind.HOLIDAY, day)));
    to.put(FeatureColumn.EVENT, groups(flag(DayKind.EVENT, day)));
    to.put(FeatureColumn.DAYS_TO_HOLIDAY, groups(calendar.daysUntil(DayKind.HOLIDAY, day, FAR)));
    to.put(FeatureColumn.DAYS_SINCE_HOLIDAY, groups(calendar.daysSince(DayKind.HOLIDAY, day, FAR)));
    to.put(FeatureColumn.HOLIDAY_EFFECT, isGroup ? holidayEffect(day) : Double.NaN);
  }

  /**
   * What only groups are told. Together such columns are the fingerprint of a single day of the
   * past: from thousands of items that share it, trees learn that day's chance as if it were a
   * rule, and all items of a warehouse drift together.
   */
  private double groups(double value) {
    return isGroup ? value : Double.NaN;
  }

  /** A day's name is safe: what is learned of it stays with days of that name. */
  private double nameOf(int day) {
    boolean isNamed =
        calendar.is(DayKind.HOLIDAY, day)
            || calendar.is(DayKind.CLOSURE, day)
            || calendar.is(DayKind.EVENT, day);
    return isNamed ? Codes.of(calendar.name(day)) : Double.NaN;
  }

  private float flag(DayKind kind, int day) {
    return calendar.is(kind, day) ? 1 : 0;
  }

  /** Looks for the nearest named day around {@code day} whose last occurrence can be compared. */
  private double holidayEffect(int day) {
    for (int distance = 0; distance < REACH; distance++) {
      double after = effectOfLastOccurrence(day, day + distance);
      if (!Double.isNaN(after)) {
        return after;
      }
      double before = effectOfLastOccurrence(day, day - distance);
      if (!Double.isNaN(before)) {
        return before;
      }
    }
    return Double.NaN;
  }

  private double effectOfLastOccurrence(int day, int named) {
    if (!calendar.is(DayKind.HOLIDAY, named) && !calendar.is(DayKind.EVENT, named)) {
      return Double.NaN;
    }
    int shift = day - named;
    int last = calendar.previousOccurrence(named, Math.min(named - 1, originDay - shift));
    return last == Integer.MIN_VALUE ? Double.NaN : past.effectOn(last + shift, last - REACH);
  }
}
