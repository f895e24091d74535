package io.warecast.gateway.forecast;

import com.fasterxml.jackson.core.JsonGenerator;
import io.warecast.domain.forecast.Forecast;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;

/** The JSON of a whole forecast, with all its days and quantiles. */
public final class ForecastJson {

  private ForecastJson() {}

  /** Writes the members between the braces of an object. */
  public static void write(JsonGenerator json, Served served) throws IOException {
    Forecast forecast = served.forecast();
    json.writeStringField("warehouse_id", forecast.key().warehouseId());
    json.writeStringField("item_id", forecast.key().itemId());
    json.writeStringField("first_date", LocalDate.ofEpochDay(forecast.firstDay()).toString());
    json.writeFieldName("mean");
    write(json, forecast.mean());
    json.writeFieldName("levels");
    write(json, forecast.levels());
    json.writeArrayFieldStart("quantiles");
    for (float[] row : forecast.quantiles()) {
      write(json, row);
    }
    json.writeEndArray();
    json.writeStringField("model_version", forecast.modelVersion());
    json.writeStringField("as_of", Instant.ofEpochMilli(forecast.asOf()).toString());
    json.writeStringField("tier", forecast.tier().wireName());
    json.writeStringField("method", forecast.method().wireName());
    json.writeStringField("generated_at", Instant.ofEpochMilli(forecast.generatedAt()).toString());
    json.writeStringField("served_from", served.source().wireName());
  }

  private static void write(JsonGenerator json, float[] values) throws IOException {
    json.writeStartArray();
    for (float value : values) {
      json.writeNumber(value);
    }
    json.writeEndArray();
  }
}
