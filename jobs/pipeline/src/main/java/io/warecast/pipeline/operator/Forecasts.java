package io.warecast.pipeline.operator;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.Tier;

/** Puts what was predicted for a series together with what is known of its origin. */
final class Forecasts {

  private Forecasts() {}

  static Forecast of(
      SeriesAtOrigin series,
      ForecastSettings settings,
      Tier tier,
      String modelVersion,
      float[] mean,
      float[] levels,
      float[][] quantiles) {
    long asOf = series.calendar().warehouse().endOfDay(series.originDay());
    return new Forecast(
        series.key(),
        series.originDay(),
        asOf,
        settings.sequence(),
        asOf,
        System.currentTimeMillis(),
        tier,
        modelVersion,
        mean,
        levels,
        quantiles);
  }
}
