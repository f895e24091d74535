package io.warecast.scoring.calibration;

import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.forecast.BaselineForecaster;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.series.SeriesKey;
import java.util.Comparator;

/**
 * A forecast of one series at an origin that its model knew nothing after, beside what happened.
 *
 * @param originDay epoch day
 * @param scale mean squared difference of successive days up to the origin, in units squared
 * @param method that made the forecast
 * @param isUnsold whether no day of the series was known at the origin
 * @param actual units, one a step; {@code NaN} where it is not known; 0 of an unsold item on offer
 * @param mean units, before alignment
 * @param quantiles units by level, then by step, before alignment and as they were predicted
 * @param baselines means of {@link BaselineForecaster}, in the order of its constants; none for
 *     groups
 */
public record HeldBackForecast(
    SeriesKey key,
    DemandClass demandClass,
    int originDay,
    double scale,
    Method method,
    boolean isUnsold,
    float[] actual,
    float[] mean,
    float[][] quantiles,
    float[][] baselines) {

  /** Subtasks deliver in no fixed order, and sums of doubles depend on it. */
  public static final Comparator<HeldBackForecast> BY_SERIES =
      Comparator.comparing((HeldBackForecast forecast) -> forecast.key().warehouseId())
          .thenComparing(forecast -> forecast.key().itemId())
          .thenComparing(HeldBackForecast::originDay);

  int steps() {
    return actual.length;
  }
}
