package io.warecast.scoring.calibration;

import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.series.SeriesKey;
import java.util.Map;

/**
 * A forecast of one series at an origin that its model knew nothing after, beside what happened.
 *
 * @param group the group series that the item is aligned with
 * @param originDay epoch day
 * @param scale mean squared difference of successive days up to the origin, in units squared
 * @param actual units, one a step; {@code NaN} where it is not known
 * @param mean units, before alignment
 * @param quantiles units by level, then by step, before alignment and as they were predicted
 * @param ratios of the group's forecast to the sum of its items', one a step
 * @param baselines means of other methods
 */
public record HeldBackForecast(
    SeriesKey key,
    SeriesKey group,
    DemandClass demandClass,
    int originDay,
    double scale,
    float[] actual,
    float[] mean,
    float[][] quantiles,
    float[] ratios,
    Map<Method, float[]> baselines) {

  int steps() {
    return actual.length;
  }
}
