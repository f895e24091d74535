package io.warecast.domain.forecast;

import io.warecast.domain.demand.DemandHistory;

/**
 * The forecast that needs no model: the mean of the target's weekday over the last eight weeks,
 * with intervals from how far those weeks' days lay from it. Also serves short histories (the mean
 * of the days known) and none at all (zero).
 */
public final class SeasonalForecaster {

  private static final int WEEKS = 8;

  private SeasonalForecaster() {}

  /**
   * Fills the steps after an origin.
   *
   * @param history may reach beyond the origin; what lies there is not looked at
   * @param levels quantile levels, ascending
   * @param mean receives one value a step
   * @param quantiles receives, for each level, one value a step
   */
  public static void forecast(
      DemandHistory history, int originDay, float[] levels, float[] mean, float[][] quantiles) {
    float[] weekdays = new float[7];
    for (int step = 1; step <= 7; step++) {
      weekdays[Math.floorMod(originDay + step, 7)] = weekdayMean(history, originDay, step);
    }
    Empirical deviations = deviations(history, originDay, weekdays);
    for (int i = 0; i < mean.length; i++) {
      mean[i] = weekdays[Math.floorMod(originDay + 1 + i, 7)];
      for (int q = 0; q < levels.length; q++) {
        quantiles[q][i] = Math.max(0, mean[i] + deviations.quantile(levels[q]));
      }
    }
    Quantiles.enclose(mean, quantiles);
  }

  /** Mean of a step's weekday, or of all days known where that is unknown, or 0. */
  static float weekdayMean(DemandHistory history, int originDay, int step) {
    double sum = 0;
    int known = 0;
    for (int week = 1; week <= WEEKS; week++) {
      float u = history.at(originDay + step - 7 * week);
      if (!Float.isNaN(u)) {
        sum += u;
        known++;
      }
    }
    return known > 0
        ? (float) (sum / known)
        : Empirical.of(history, originDay, 7 * WEEKS, 1).mean();
  }

  private static Empirical deviations(DemandHistory history, int originDay, float[] weekdays) {
    float[] deviations = new float[7 * WEEKS];
    int n = 0;
    for (int day = originDay - 7 * WEEKS + 1; day <= originDay; day++) {
      float u = history.at(day);
      if (!Float.isNaN(u)) {
        deviations[n++] = u - weekdays[Math.floorMod(day, 7)];
      }
    }
    return Empirical.of(deviations, n);
  }
}
