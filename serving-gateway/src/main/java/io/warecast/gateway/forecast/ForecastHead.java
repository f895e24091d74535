package io.warecast.gateway.forecast;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastText;

/**
 * What has to be known of a forecast to decide whether it answers a request.
 *
 * @param firstDay epoch day of the first step
 * @param horizon number of steps
 */
public record ForecastHead(
    long asOf, long sequence, long generatedAt, int firstDay, int horizon, String modelVersion) {

  static ForecastHead of(Forecast forecast) {
    return new ForecastHead(
        forecast.asOf(),
        forecast.sequence(),
        forecast.generatedAt(),
        forecast.firstDay(),
        forecast.horizon(),
        forecast.modelVersion());
  }

  static ForecastHead of(ForecastText text) {
    return new ForecastHead(
        text.asOf(),
        text.sequence(),
        text.generatedAt(),
        text.firstDay(),
        text.horizon(),
        text.modelVersion());
  }
}
