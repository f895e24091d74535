package io.warecast.domain.accuracy;

import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.forecast.BaselineForecaster;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.series.SeriesKey;
import java.util.List;

/**
 * What was forecast for a series at an origin, and what came: what calibrations are learned from.
 *
 * @param method that made the tested version's forecast
 * @param level mean units of the 28 days up to the origin, 0 where none is known
 * @param actual units, one a step; {@code NaN} where unknown
 * @param mean of the tested version, one a step
 * @param levels of its quantiles, ascending
 * @param quantiles by level, then by step
 * @param baselines means by {@link BaselineForecaster} in their order, then by step
 */
public record SeriesResiduals(
    SeriesKey key,
    int originDay,
    DemandClass demandClass,
    Method method,
    float level,
    float[] actual,
    float[] mean,
    float[] levels,
    float[][] quantiles,
    float[][] baselines) {

  /** Steps of the horizon. */
  public int horizon() {
    return actual.length;
  }

  /** Means of a baseline, one a step. */
  public float[] meanOf(BaselineForecaster baseline) {
    return baselines[List.of(BaselineForecaster.values()).indexOf(baseline)];
  }
}
