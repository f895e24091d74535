package io.warecast.pipeline.connector.lake;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.series.SeriesKey;

/**
 * One forecast day of one series, as the files of a run hold it.
 *
 * @param targetDay epoch day
 * @param mean expected units
 * @param lower lowest quantile, units
 * @param upper highest quantile, units
 * @param levels quantile levels, ascending
 * @param quantiles units, one a level
 */
public record ForecastRow(
    SeriesKey key,
    int targetDay,
    float mean,
    float lower,
    float upper,
    float[] levels,
    float[] quantiles,
    String modelVersion,
    Tier tier,
    Method method) {

  /**
   * The row of one day of a forecast.
   *
   * @param step index into the horizon, from 0
   */
  static ForecastRow of(Forecast forecast, int step) {
    float[] quantiles = new float[forecast.levels().length];
    for (int level = 0; level < quantiles.length; level++) {
      quantiles[level] = forecast.quantiles()[level][step];
    }
    return new ForecastRow(
        forecast.key(),
        forecast.firstDay() + step,
        forecast.mean()[step],
        forecast.lower()[step],
        forecast.upper()[step],
        forecast.levels(),
        quantiles,
        forecast.modelVersion(),
        forecast.tier(),
        forecast.method());
  }
}
