package io.warecast.pipeline.connector.delivery;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastCodec;
import io.warecast.domain.series.SeriesKey;

/**
 * A forecast in its JSON form with its generation: several sinks write the same text, and making it
 * costs more than making the forecast.
 *
 * @param asOf first part of the generation, epoch millis
 * @param sequence second part of the generation
 * @param json as {@link ForecastCodec} writes it
 */
public record EncodedForecast(SeriesKey key, long asOf, long sequence, String json) {

  public static EncodedForecast of(Forecast forecast) {
    return new EncodedForecast(
        forecast.key(), forecast.asOf(), forecast.sequence(), ForecastCodec.encode(forecast));
  }
}
