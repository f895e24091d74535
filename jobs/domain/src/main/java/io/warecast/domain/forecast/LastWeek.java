package io.warecast.domain.forecast;

import io.warecast.domain.demand.DemandHistory;

/** The seasonal naive forecast: each day as the same weekday of the last week. */
final class LastWeek {

  private static final int DAYS_OF_DEVIATIONS = 56;
  private static final int MOST_WEEKS = 8;

  private LastWeek() {}

  static void forecast(
      DemandHistory history, int originDay, float[] levels, float[] mean, float[][] quantiles) {
    Empirical deviations = deviations(history, originDay);
    for (int i = 0; i < mean.length; i++) {
      mean[i] = latest(history, originDay, i % 7 + 1);
      for (int q = 0; q < levels.length; q++) {
        quantiles[q][i] = Math.max(0, mean[i] + deviations.quantile(levels[q]));
      }
    }
  }

  /** Goes back further than a week where days are unknown. */
  private static float latest(DemandHistory history, int originDay, int step) {
    for (int week = 1; week <= MOST_WEEKS; week++) {
      float units = history.at(originDay + step - 7 * week);
      if (!Float.isNaN(units)) {
        return units;
      }
    }
    return Empirical.of(history, originDay, 7 * MOST_WEEKS, 1).mean();
  }

  private static Empirical deviations(DemandHistory history, int originDay) {
    float[] deviations = new float[DAYS_OF_DEVIATIONS];
    int n = 0;
    for (int day = originDay - DAYS_OF_DEVIATIONS + 1; day <= originDay; day++) {
      float deviation = history.at(day) - history.at(day - 7);
      if (!Float.isNaN(deviation)) {
        deviations[n++] = deviation;
      }
    }
    return Empirical.of(deviations, n);
  }
}
