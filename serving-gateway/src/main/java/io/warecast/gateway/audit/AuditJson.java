package io.warecast.gateway.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;

/** The form of an event in the spool and on the topic: a JSON object on a line of its own. */
final class AuditJson {

  private static final int LONGEST = 512;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(com.fasterxml.jackson.core.StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private AuditJson() {}

  /** Writes the event and the end of its line. */
  static void write(AuditEvent event, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("event_id", event.id());
      json.writeStringField("at", event.at().toString());
      json.writeStringField("subject", clean(event.subject()));
      json.writeStringField("method", clean(event.method()));
      json.writeStringField("route", clean(event.route()));
      json.writeStringField("path", clean(event.path()));
      json.writeArrayFieldStart("warehouses");
      for (String warehouse : event.warehouses()) {
        json.writeString(clean(warehouse));
      }
      json.writeEndArray();
      json.writeNumberField("status", event.status());
      json.writeNumberField("latency_ms", event.latencyMicros() / 1_000.0);
      json.writeStringField("tier", clean(event.tier()));
      json.writeStringField("request_id", clean(event.requestId()));
      json.writeStringField("trace_id", clean(event.traceId()));
      json.writeStringField("client", clean(event.client()));
      json.writeEndObject();
    }
    out.write('\n');
  }

  /** What a caller made up may be long, and hold what neither JSON nor PostgreSQL takes. */
  private static String clean(String text) {
    int length = Math.min(text.length(), LONGEST);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < ' ' || Character.isSurrogate(c)) {
        return text.substring(0, length).replaceAll("[\\x00-\\x1f\\ud800-\\udfff]", "?");
      }
    }
    return length == text.length() ? text : text.substring(0, length);
  }
}
