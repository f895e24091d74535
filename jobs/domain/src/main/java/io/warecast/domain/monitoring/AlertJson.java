package io.warecast.domain.monitoring;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The JSON of an {@link Alert} on the topic {@code alerts}: {warehouse_id, day, kind, subject,
 * value, limit, raised_at, detail}.
 */
public final class AlertJson {

  private static final JsonFactory JSON = new JsonFactory();

  private AlertJson() {}

  /** One JSON object in UTF-8. */
  public static byte[] write(Alert alert) {
    ByteArrayOutputStream text = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("warehouse_id", alert.warehouseId());
      json.writeStringField("day", LocalDate.ofEpochDay(alert.day()).toString());
      json.writeStringField("kind", alert.kind().wireName());
      json.writeStringField("subject", alert.subject());
      json.writeNumberField("value", alert.value());
      json.writeNumberField("limit", alert.limit());
      json.writeStringField("raised_at", Instant.ofEpochMilli(alert.raisedAt()).toString());
      json.writeStringField("detail", alert.detail());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toByteArray();
  }
}
