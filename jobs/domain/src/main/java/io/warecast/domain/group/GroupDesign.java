package io.warecast.domain.group;

import io.warecast.domain.covariate.DayKind;

/**
 * What the logarithm of a day's demand is made of, as unknowns with a spread that is expected of
 * each before anything was seen: the level as a random walk between knots, the weekday's effect and
 * its recent change, waves of the year and of the month, kinds of special days and their
 * neighbours, and the name of a day.
 */
final class GroupDesign {

  /** Unknowns that touch one day at most, names included. */
  static final int MAX_PER_DAY =
      2 + 2 + 2 * (DayCycles.YEAR_WAVES + DayCycles.MONTH_WAVES) + 4 + 3 + 1;

  private static final int KNOT_DAYS = 14;
  private static final int MONTH_TERMS = 2 * DayCycles.MONTH_WAVES;
  private static final int YEAR_TERMS = 2 * DayCycles.YEAR_WAVES;
  private static final double RECENT_DAYS = 70;
  private static final DayKind[] PLAIN_KINDS = {
    DayKind.SCHOOL_BREAK, DayKind.PROMOTION, DayKind.EVENT
  };

  /**
   * With fewer days the year's shape is told from the level less surely: less of it is expected.
   */
  private static final double DAYS_FOR_YEAR = 730;

  // Expected spreads, of logarithms.
  private static final double LEVEL = 1;
  private static final double LEVEL_A_DAY = .015;
  private static final double WEEKDAY = .3;
  private static final double RECENT_WEEKDAY = .02;
  private static final double YEAR = .05;
  private static final double MONTH = .04;
  private static final double HOLIDAY = .12;
  private static final double KIND = .1;
  private static final double NAME = .1;

  private final GroupDays days;
  private final int origin;
  private final double yearSpread;
  private final int knots;
  private final int weekday;
  private final int recent;
  private final int year;
  private final int month;
  private final int holiday;
  private final int kind;
  private final int name;

  /**
   * The design for a fit to the days from {@code first} to {@code origin}.
   *
   * @param origin the last day that the fit sees; later ones take its level
   */
  GroupDesign(GroupDays days, int first, int origin) {
    this.days = days;
    this.origin = origin;
    this.yearSpread = YEAR * Math.min(1, (origin - first + 1) / DAYS_FOR_YEAR);
    this.knots = 1 + (origin - first + KNOT_DAYS - 1) / KNOT_DAYS;
    this.weekday = knots;
    this.recent = weekday + 7;
    this.year = recent + 7;
    this.month = year + YEAR_TERMS;
    this.holiday = month + MONTH_TERMS;
    this.kind = holiday + 4;
    this.name = kind + PLAIN_KINDS.length;
  }

  /** A system of these unknowns with what is expected of them. */
  RidgeSystem system(double noise) {
    RidgeSystem system = new RidgeSystem(name + days.nameCount(), knots);
    double variance = noise * noise;
    system.penalise(0, variance / (LEVEL * LEVEL));
    double step = variance / (LEVEL_A_DAY * LEVEL_A_DAY * KNOT_DAYS);
    for (int k = 0; k + 1 < knots; k++) {
      system.penaliseDifference(k, step);
    }
    penalise(system, weekday, 7, variance, WEEKDAY);
    penalise(system, recent, 7, variance, RECENT_WEEKDAY);
    for (int i = 0; i < YEAR_TERMS; i++) {
      penalise(system, year + i, 1, variance, yearSpread / wave(i));
    }
    for (int i = 0; i < MONTH_TERMS; i++) {
      penalise(system, month + i, 1, variance, MONTH / wave(i));
    }
    penalise(system, holiday, 4, variance, HOLIDAY);
    penalise(system, kind, PLAIN_KINDS.length, variance, KIND);
    penalise(system, name, days.nameCount(), variance, NAME);
    return system;
  }

  /** The number of the wave that a term, one of its sine and cosine, belongs to. */
  private static int wave(int term) {
    return 1 + term / 2;
  }

  private static void penalise(
      RidgeSystem system, int from, int count, double variance, double spread) {
    for (int i = 0; i < count; i++) {
      system.penalise(from + i, variance / (spread * spread));
    }
  }

  /**
   * Writes the unknowns that touch a day, ascending, with their factors.
   *
   * @return the end of what was written
   */
  int fill(int day, int[] at, double[] values, int from) {
    int n = fillLevel(day, at, values, from);
    return fillEffects(day, at, values, n);
  }

  private int fillLevel(int day, int[] at, double[] values, int from) {
    int age = Math.max(0, origin - day);
    int knot = Math.min(age / KNOT_DAYS, knots - 1);
    double part = (double) (age - knot * KNOT_DAYS) / KNOT_DAYS;
    at[from] = knot;
    values[from] = 1 - part;
    if (part == 0) {
      return from + 1;
    }
    at[from + 1] = knot + 1;
    values[from + 1] = part;
    return from + 2;
  }

  private int fillEffects(int day, int[] at, double[] values, int from) {
    int n = put(weekday + days.weekday(day), 1, at, values, from);
    double age = Math.max(0, origin - day);
    n = put(recent + days.weekday(day), StrictMath.exp(-age / RECENT_DAYS), at, values, n);
    for (int i = 0; i < YEAR_TERMS; i++) {
      n = put(year + i, days.yearWaves(day)[i], at, values, n);
    }
    for (int i = 0; i < MONTH_TERMS; i++) {
      n = put(month + i, days.monthWaves(day)[i], at, values, n);
    }
    for (int near = -1; near <= 1; near++) {
      if (days.is(DayKind.HOLIDAY, day + near)) {
        n = put(holiday + 1 + near, 1, at, values, n);
      }
    }
    if (days.is(DayKind.HOLIDAY, day) && days.is(DayKind.EVENT, day)) {
      n = put(holiday + 3, 1, at, values, n);
    }
    for (int i = 0; i < PLAIN_KINDS.length; i++) {
      if (days.is(PLAIN_KINDS[i], day)) {
        n = put(kind + i, 1, at, values, n);
      }
    }
    return days.name(day) < 0 ? n : put(name + days.name(day), 1, at, values, n);
  }

  private static int put(int unknown, double value, int[] at, double[] values, int n) {
    at[n] = unknown;
    values[n] = value;
    return n + 1;
  }

  /** The level of a day that the fit saw, against that of the origin. */
  double course(double[] unknowns, int day) {
    int age = Math.max(0, origin - day);
    int knot = Math.min(age / KNOT_DAYS, knots - 1);
    double part = (double) (age - knot * KNOT_DAYS) / KNOT_DAYS;
    double level = unknowns[knot];
    if (part > 0) {
      level += part * (unknowns[knot + 1] - level);
    }
    return level - unknowns[0];
  }

  /** The effect of a weekday at the origin. */
  double weekdayEffect(double[] unknowns, int day) {
    return unknowns[weekday + day] + unknowns[recent + day];
  }
}
