package io.warecast.domain.group;

import io.warecast.domain.covariate.DayKind;
import io.warecast.domain.demand.DemandHistory;

/**
 * The expected units of a group series after an origin: a regression with the effects of events, of
 * days of the month and the course of earlier years, combined with the mean of the target's weekday
 * over the last weeks (a combination errs less than its parts: Bates and Granger 1969).
 */
final class GroupMeans {

  private static final int WEEKS = 8;
  private static final double WEEKDAY_SHARE = .15;

  private GroupMeans() {}

  /** Whether the days up to an origin are enough for it. */
  static boolean arePossible(GroupDays days, int origin) {
    return GroupFit.isPossible(days, first(origin), origin);
  }

  /** Means of the {@code steps} days after an origin. */
  static double[] after(GroupDays days, int origin, int steps) {
    GroupFit fit = GroupFit.of(days, first(origin), origin);
    EventEffects events = new EventEffects(fit);
    MonthDays monthDays = new MonthDays(fit);
    YearlyCourse course = new YearlyCourse(fit);
    double[] weekdays = weekdayLogs(days, origin);
    double[] means = new double[steps];
    for (int step = 1; step <= steps; step++) {
      int day = origin + step;
      if (days.is(DayKind.CLOSURE, day)) {
        continue;
      }
      double usual = weekdays[days.weekday(day)];
      double closed = events.closedShare(day);
      if (!Double.isNaN(closed) && !Double.isNaN(usual)) {
        means[step - 1] = closed * StrictMath.exp(usual);
        continue;
      }
      double log = fit.predict(day) + events.on(day) + monthDays.on(day) + course.on(day);
      double combined = Double.isNaN(usual) ? log : log + WEEKDAY_SHARE * (usual - log);
      means[step - 1] = StrictMath.exp(combined);
    }
    return means;
  }

  private static int first(int origin) {
    return Math.max(0, origin - DemandHistory.MAX_DAYS + 1);
  }

  /** By weekday the logarithm of its mean, {@code NaN} when none of its days is known. */
  private static double[] weekdayLogs(GroupDays days, int origin) {
    double[] sums = new double[7];
    int[] known = new int[7];
    for (int day = Math.max(0, origin - 7 * WEEKS + 1); day <= origin; day++) {
      if (days.units(day) > 0) {
        sums[days.weekday(day)] += days.units(day);
        known[days.weekday(day)]++;
      }
    }
    double[] logs = new double[7];
    for (int weekday = 0; weekday < 7; weekday++) {
      logs[weekday] =
          known[weekday] == 0 ? Double.NaN : StrictMath.log(sums[weekday] / known[weekday]);
    }
    return logs;
  }
}
