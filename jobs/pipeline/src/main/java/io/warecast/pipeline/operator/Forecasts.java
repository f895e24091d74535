package io.warecast.pipeline.operator;

import io.warecast.domain.forecast.Forecast;
import io.warecast.scoring.forecast.OwnForecast;

/** Puts what was predicted for a series together with what is known of its origin. */
final class Forecasts {

  private Forecasts() {}

  static Forecast of(DueForecast due, OwnForecast own) {
    return new Forecast(
        due.series().key(),
        due.series().originDay(),
        due.asOf(),
        due.sequence(),
        due.watermark(),
        System.currentTimeMillis(),
        own.tier(),
        own.method(),
        own.modelVersion(),
        own.mean(),
        own.levels(),
        own.quantiles());
  }
}
