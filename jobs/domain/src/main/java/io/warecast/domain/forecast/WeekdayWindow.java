package io.warecast.domain.forecast;

import io.warecast.domain.demand.DemandHistory;
import java.util.Locale;

/**
 * Quantiles of the weekday over fewer weeks than those of {@link BaselineForecaster#WEEKDAY_MEAN}:
 * yardsticks that a backtest reports beside it, since "the quantiles of the weekday" are as good as
 * the weeks that one takes them from. They serve no series.
 */
public enum WeekdayWindow {
  /** As many weeks as the mean of the weekday has. */
  WEEKDAY_8_WEEKS(8),
  WEEKDAY_13_WEEKS(13);

  private final int weeks;

  WeekdayWindow(int weeks) {
    this.weeks = weeks;
  }

  /** Its name among forecasters. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Fills the steps after an origin, as {@link BaselineForecaster#forecast} does. */
  public void forecast(
      DemandHistory history, int originDay, float[] levels, float[] mean, float[][] quantiles) {
    WeekdayMean.forecast(history, originDay, weeks, levels, mean, quantiles);
    Quantiles.enclose(mean, quantiles);
  }
}
