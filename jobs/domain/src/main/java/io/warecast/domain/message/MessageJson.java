package io.warecast.domain.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Writes JSON objects; what is unknown is left out. */
final class MessageJson {

  private static final JsonFactory JSON = new JsonFactory();

  private MessageJson() {}

  /** The fields of an object. */
  @FunctionalInterface
  interface Fields {
    void writeTo(JsonGenerator json) throws IOException;
  }

  static byte[] object(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      fields.writeTo(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static void day(JsonGenerator json, String name, int epochDay) throws IOException {
    json.writeStringField(name, LocalDate.ofEpochDay(epochDay).toString());
  }

  static void number(JsonGenerator json, String name, @Nullable Float value) throws IOException {
    if (value != null && !value.isNaN()) {
      json.writeNumberField(name, value);
    }
  }
}
