package io.warecast.gateway.forecast;

import io.warecast.domain.forecast.Forecast;

/** A forecast, with what of its answers is encoded already, and where it came from. */
public record Served(EncodedForecast encoded, Source source) {

  public static Served of(Forecast forecast, Source source) {
    return new Served(EncodedForecast.of(forecast), source);
  }

  public ForecastHead head() {
    return encoded.head();
  }

  public Forecast forecast() {
    return encoded.forecast();
  }
}
