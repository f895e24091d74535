package io.warecast.gateway.predict;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.warecast.domain.forecast.Forecast;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;

/** The JSON form of a window of a forecast. Units are printed as the stored floats. */
final class PredictAnswer {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private final Forecast forecast;
  private final Window window;
  private final boolean withConfidence;

  PredictAnswer(Forecast forecast, Window window, boolean withConfidence) {
    this.forecast = forecast;
    this.window = window;
    this.withConfidence = withConfidence;
  }

  /** The document but for what differs from request to request, and without its last brace. */
  byte[] open() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(400 + 120 * window.days());
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("warehouse_id", forecast.key().warehouseId());
      json.writeStringField("item_id", forecast.key().itemId());
      writePredictions(json);
      if (withConfidence) {
        writeIntervals(json);
      }
      json.writeStringField("model_version", forecast.modelVersion());
      json.writeStringField("as_of", Instant.ofEpochMilli(forecast.asOf()).toString());
      json.writeStringField("tier", forecast.tier().wireName());
      json.writeStringField("method", forecast.method().wireName());
      json.writeStringField(
          "generated_at", Instant.ofEpochMilli(forecast.generatedAt()).toString());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] closed = bytes.toByteArray();
    return Arrays.copyOf(closed, closed.length - 1);
  }

  private void writePredictions(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("predictions");
    for (int step = window.from(); step < window.from() + window.days(); step++) {
      json.writeStartObject();
      json.writeStringField("target_date", day(step));
      json.writeNumberField("mean", forecast.mean()[step]);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeIntervals(JsonGenerator json) throws IOException {
    json.writeNumberField("confidence_level", confidenceLevel());
    json.writeArrayFieldStart("confidence_intervals");
    for (int step = window.from(); step < window.from() + window.days(); step++) {
      json.writeStartObject();
      json.writeStringField("target_date", day(step));
      json.writeNumberField("lower", forecast.lower()[step]);
      json.writeNumberField("upper", forecast.upper()[step]);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private String day(int step) {
    return LocalDate.ofEpochDay((long) forecast.firstDay() + step).toString();
  }

  /** In decimals, because 0.975f - 0.025f has binary noise that 0.95 must not show. */
  private BigDecimal confidenceLevel() {
    float[] levels = forecast.levels();
    BigDecimal lowest = new BigDecimal(Float.toString(levels[0]));
    BigDecimal highest = new BigDecimal(Float.toString(levels[levels.length - 1]));
    return highest.subtract(lowest).stripTrailingZeros();
  }
}
