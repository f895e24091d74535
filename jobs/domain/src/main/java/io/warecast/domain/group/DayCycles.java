package io.warecast.domain.group;

import java.time.LocalDate;

/** Waves of the year and of the month by day, from tables. */
final class DayCycles {

  /** Sine and cosine of the first so many waves of the year. */
  static final int YEAR_WAVES = 4;

  /** Sine and cosine of the first so many waves of the month. */
  static final int MONTH_WAVES = 3;

  private static final double DAYS_OF_YEAR = 365.25;
  private static final int SHORTEST_MONTH = 28;
  private static final double[][] YEAR = new double[366][];
  private static final double[][][] MONTH = new double[4][][];

  static {
    for (int day = 0; day < YEAR.length; day++) {
      YEAR[day] = waves(day / DAYS_OF_YEAR, YEAR_WAVES);
    }
    for (int i = 0; i < MONTH.length; i++) {
      int length = SHORTEST_MONTH + i;
      MONTH[i] = new double[length][];
      for (int day = 0; day < length; day++) {
        MONTH[i][day] = waves((day + .5) / length, MONTH_WAVES);
      }
    }
  }

  private DayCycles() {}

  static double[] year(LocalDate date) {
    return YEAR[date.getDayOfYear() - 1];
  }

  static double[] month(LocalDate date) {
    return MONTH[date.lengthOfMonth() - SHORTEST_MONTH][date.getDayOfMonth() - 1];
  }

  private static double[] waves(double phase, int count) {
    double[] waves = new double[2 * count];
    for (int k = 0; k < count; k++) {
      waves[2 * k] = StrictMath.sin(2 * StrictMath.PI * (k + 1) * phase);
      waves[2 * k + 1] = StrictMath.cos(2 * StrictMath.PI * (k + 1) * phase);
    }
    return waves;
  }
}
