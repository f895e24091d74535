package io.warecast.pipeline.operator;

import io.warecast.domain.forecast.BaselineForecaster;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.SeasonalForecaster;
import io.warecast.domain.forecast.Tier;

/** Puts what was predicted for a series together with what is known of its origin. */
final class Forecasts {

  private static final String NO_MODEL = "seasonal";

  private Forecasts() {}

  /** The forecast of weekday means, for series that no model can serve. */
  static Forecast seasonal(DueForecast due, float[] levels) {
    float[] mean = new float[due.steps()];
    float[][] quantiles = new float[levels.length][due.steps()];
    SeriesAtOrigin series = due.series();
    SeasonalForecaster.forecast(series.history(), series.originDay(), levels, mean, quantiles);
    return of(due, Tier.SEASONAL, Method.SEASONAL, NO_MODEL, mean, levels, quantiles);
  }

  /** The forecast of the method that serves a class of series better than the model. */
  static Forecast baseline(
      DueForecast due, BaselineForecaster baseline, String modelVersion, float[] levels) {
    float[] mean = new float[due.steps()];
    float[][] quantiles = new float[levels.length][due.steps()];
    SeriesAtOrigin series = due.series();
    baseline.forecast(series.history(), series.originDay(), levels, mean, quantiles);
    return of(due, Tier.MODEL, baseline.method(), modelVersion, mean, levels, quantiles);
  }

  static Forecast of(
      DueForecast due,
      Tier tier,
      Method method,
      String modelVersion,
      float[] mean,
      float[] levels,
      float[][] quantiles) {
    return new Forecast(
        due.series().key(),
        due.series().originDay(),
        due.asOf(),
        due.sequence(),
        due.watermark(),
        System.currentTimeMillis(),
        tier,
        method,
        modelVersion,
        mean,
        levels,
        quantiles);
  }
}
