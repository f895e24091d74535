package io.warecast.gateway.problem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The {@code application/problem+json} form of a {@link Problem}. */
public final class ProblemJson {

  static final String MEDIA_TYPE = "application/problem+json";

  private static final JsonFactory JSON = new JsonFactory();

  private ProblemJson() {}

  /** The document; an empty instance is left out. */
  public static Buffer encode(Problem problem, String instance) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("type", problem.kind().type());
      json.writeStringField("title", problem.kind().title());
      json.writeNumberField("status", problem.kind().status());
      json.writeStringField("detail", problem.detail());
      if (!instance.isEmpty()) {
        json.writeStringField("instance", instance);
      }
      writeErrors(json, problem);
      for (Map.Entry<String, String> member : problem.members().entrySet()) {
        json.writeStringField(member.getKey(), member.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  private static void writeErrors(JsonGenerator json, Problem problem) throws IOException {
    if (problem.errors().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("errors");
    for (FieldError error : problem.errors()) {
      json.writeStartObject();
      json.writeStringField("pointer", error.pointer());
      json.writeStringField("detail", error.detail());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
