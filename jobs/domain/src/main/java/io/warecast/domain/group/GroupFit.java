package io.warecast.domain.group;

import io.warecast.domain.covariate.DayKind;
import java.util.Arrays;

/**
 * A regression of the logarithm of demand on a {@link GroupDesign}, by penalised least squares
 * whose second pass weighs outliers down (Huber 1964). Days around holidays count less, so that the
 * level does not bend to them.
 *
 * @param origin the last day seen
 * @param first the first day seen
 * @param centre added to what the unknowns predict
 * @param noise spread of the residuals, robust
 * @param residuals by day, {@code NaN} where none is known
 * @param weekdaysSeen by weekday, whether any of its days was fitted
 */
record GroupFit(
    GroupDays days,
    GroupDesign design,
    int first,
    int origin,
    double centre,
    double[] unknowns,
    double noise,
    double[] residuals,
    boolean[] weekdaysSeen) {

  /** Fewer days than this give no fit. */
  private static final int LEAST_DAYS = 28;

  private static final int PASSES = 2;
  private static final double FIRST_NOISE = .08;
  private static final double LEAST_NOISE = .01;
  private static final double HUBER = 2;
  private static final double MEDIAN_TO_SPREAD = 1.1 * 1.4826;
  private static final double RESIDUAL_LIMIT = 1.5;
  private static final int BEFORE_HOLIDAY = 4;
  private static final int AFTER_HOLIDAY = 2;
  private static final double HOLIDAY_WEIGHT = .2;
  private static final int LEAST_PLAIN_DAYS = 14;
  private static final int CENTRE_DAYS = 28;

  /** The days that are fitted, with the factors of their unknowns. */
  private record Rows(int[] day, int count, int[] start, int[] at, double[] values) {}

  /** Whether a fit to the days from {@code first} to {@code origin} would mean anything. */
  static boolean isPossible(GroupDays days, int first, int origin) {
    int positive = 0;
    int zero = 0;
    for (int day = first; day <= origin; day++) {
      if (days.units(day) > 0) {
        positive++;
      } else if (days.units(day) == 0 && !days.is(DayKind.CLOSURE, day)) {
        zero++;
      }
    }
    return positive >= LEAST_DAYS && 4 * zero <= positive;
  }

  static GroupFit of(GroupDays days, int first, int origin) {
    GroupDesign design = new GroupDesign(days, first, origin);
    Rows rows = rows(days, design, first, origin);
    double centre = centre(days, rows);
    double[] weights = holidayWeights(days, rows);
    double[] robust = new double[rows.count()];
    Arrays.fill(robust, 1);
    double noise = FIRST_NOISE;
    double[] errors = new double[rows.count()];
    double[] unknowns = {};
    for (int pass = 0; pass < PASSES; pass++) {
      unknowns = solve(days, design.system(noise), rows, centre, weights, robust);
      fillErrors(days, rows, centre, unknowns, errors);
      noise = noise(errors, weights);
      for (int i = 0; i < robust.length; i++) {
        robust[i] = Math.min(1, HUBER * noise / Math.max(Math.abs(errors[i]), 1e-9));
      }
    }
    double[] residuals = new double[origin + 1];
    Arrays.fill(residuals, Double.NaN);
    boolean[] seen = new boolean[7];
    for (int i = 0; i < rows.count(); i++) {
      int day = rows.day()[i];
      residuals[day] = Math.max(-RESIDUAL_LIMIT, Math.min(RESIDUAL_LIMIT, errors[i]));
      seen[days.weekday(day)] = true;
    }
    return new GroupFit(days, design, first, origin, centre, unknowns, noise, residuals, seen);
  }

  private static Rows rows(GroupDays days, GroupDesign design, int first, int origin) {
    UsualDays usual = new UsualDays(days, first, origin);
    int most = origin - first + 1;
    int[] fitted = new int[most];
    int[] start = new int[most + 1];
    int[] at = new int[most * GroupDesign.MAX_PER_DAY];
    double[] values = new double[at.length];
    int n = 0;
    for (int day = first; day <= origin; day++) {
      if (usual.isUsual(day)) {
        start[n + 1] = design.fill(day, at, values, start[n]);
        fitted[n++] = day;
      }
    }
    return new Rows(fitted, n, start, at, values);
  }

  private static double centre(GroupDays days, Rows rows) {
    double sum = 0;
    int from = Math.max(0, rows.count() - CENTRE_DAYS);
    for (int i = from; i < rows.count(); i++) {
      sum += days.log(rows.day()[i]);
    }
    return sum / (rows.count() - from);
  }

  private static double[] holidayWeights(GroupDays days, Rows rows) {
    double[] weights = new double[rows.count()];
    int plain = 0;
    for (int i = 0; i < weights.length; i++) {
      boolean near = isNearHoliday(days, rows.day()[i]);
      weights[i] = near ? HOLIDAY_WEIGHT : 1;
      plain += near ? 0 : 1;
    }
    if (plain < LEAST_PLAIN_DAYS) {
      Arrays.fill(weights, 1);
    }
    return weights;
  }

  private static boolean isNearHoliday(GroupDays days, int day) {
    for (int near = -AFTER_HOLIDAY; near <= BEFORE_HOLIDAY; near++) {
      if (days.is(DayKind.HOLIDAY, day + near)) {
        return true;
      }
    }
    return false;
  }

  private static double[] solve(
      GroupDays days,
      RidgeSystem system,
      Rows rows,
      double centre,
      double[] weights,
      double[] robust) {
    for (int i = 0; i < rows.count(); i++) {
      system.observe(
          rows.at(),
          rows.values(),
          rows.start()[i],
          rows.start()[i + 1],
          days.log(rows.day()[i]) - centre,
          weights[i] * robust[i]);
    }
    return system.solve();
  }

  private static void fillErrors(
      GroupDays days, Rows rows, double centre, double[] unknowns, double[] errors) {
    for (int i = 0; i < errors.length; i++) {
      double fitted = centre;
      for (int a = rows.start()[i]; a < rows.start()[i + 1]; a++) {
        fitted += rows.values()[a] * unknowns[rows.at()[a]];
      }
      errors[i] = days.log(rows.day()[i]) - fitted;
    }
  }

  private static double noise(double[] errors, double[] weights) {
    double[] plain = new double[errors.length];
    int n = 0;
    for (int i = 0; i < errors.length; i++) {
      if (weights[i] == 1) {
        plain[n++] = Math.abs(errors[i]);
      }
    }
    return Math.max(LEAST_NOISE, MEDIAN_TO_SPREAD * UsualDays.median(plain, n));
  }

  /** The logarithm that the unknowns predict for a day after the origin. */
  double predict(int day) {
    int[] at = new int[GroupDesign.MAX_PER_DAY];
    double[] values = new double[GroupDesign.MAX_PER_DAY];
    int n = design.fill(day, at, values, 0);
    double sum = centre;
    for (int i = 0; i < n; i++) {
      sum += values[i] * unknowns[at[i]];
    }
    int weekday = days.weekday(day);
    return weekdaysSeen[weekday] ? sum : sum + lowestWeekday() - effect(weekday);
  }

  /** A weekday that was never open is taken to be as weak as the weakest. */
  private double lowestWeekday() {
    double lowest = Double.POSITIVE_INFINITY;
    for (int weekday = 0; weekday < 7; weekday++) {
      if (weekdaysSeen[weekday]) {
        lowest = Math.min(lowest, effect(weekday));
      }
    }
    return lowest;
  }

  private double effect(int weekday) {
    return design.weekdayEffect(unknowns, weekday);
  }

  /** The level of a day, held within those that were seen, against that of the origin. */
  double course(int day) {
    return design.course(unknowns, Math.max(first, Math.min(origin, day)));
  }
}
