package io.warecast.domain.forecast;

import io.warecast.domain.demand.DemandHistory;

/**
 * The mean of each weekday over eight weeks, with the quantiles of that weekday over some weeks.
 */
final class WeekdayMean {

  /** Fewer days of a weekday say too little of its distribution: then that of all days counts. */
  private static final int FEWEST_OF_WEEKDAY = 4;

  private WeekdayMean() {}

  static void forecast(
      DemandHistory history,
      int originDay,
      int weeks,
      float[] levels,
      float[] mean,
      float[][] quantiles) {
    int days = 7 * weeks;
    Empirical[] weekdays = new Empirical[7];
    for (int step = 1; step <= 7; step++) {
      Empirical weekday = Empirical.of(history, originDay + step - 7, days, 7);
      weekdays[step - 1] =
          weekday.size() < FEWEST_OF_WEEKDAY ? Empirical.of(history, originDay, days, 1) : weekday;
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] = i < 7 ? SeasonalForecaster.weekdayMean(history, originDay, i + 1) : mean[i - 7];
      for (int q = 0; q < levels.length; q++) {
        quantiles[q][i] = weekdays[i % 7].quantile(levels[q]);
      }
    }
  }
}
