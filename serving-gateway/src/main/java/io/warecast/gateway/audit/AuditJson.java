package io.warecast.gateway.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/**
 * The form of events in the spool and on the topic: JSON objects, each on a line of its own. For
 * one thread.
 */
final class AuditJson implements AutoCloseable {

  private static final int LONGEST = 512;

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final JsonGenerator json;
  private long second = Long.MIN_VALUE;
  private String secondText = "";

  private AuditJson(JsonGenerator json) {
    this.json = json;
  }

  /** Writes to a stream that it leaves open. */
  static AuditJson to(OutputStream out) throws IOException {
    JsonGenerator json = JSON.createGenerator(out);
    json.setRootValueSeparator(new SerializedString(""));
    return new AuditJson(json);
  }

  /** Writes the event and the end of its line. */
  void write(AuditEvent event) throws IOException {
    json.writeStartObject();
    json.writeStringField("event_id", event.id());
    json.writeStringField("at", moment(event.at()));
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
    json.writeFieldName("latency_ms");
    json.writeNumber(thousandths(event.latencyMicros()));
    json.writeStringField("tier", clean(event.tier()));
    json.writeStringField("request_id", clean(event.requestId()));
    json.writeStringField("trace_id", clean(event.traceId()));
    json.writeStringField("client", clean(event.client()));
    json.writeEndObject();
    json.writeRaw('\n');
  }

  @Override
  public void close() throws IOException {
    json.close();
  }

  /** ISO 8601 to the microsecond; most events are of the same second as the one before. */
  private String moment(Instant at) {
    if (at.getEpochSecond() != second) {
      second = at.getEpochSecond();
      String whole = Instant.ofEpochSecond(second).toString();
      secondText = whole.substring(0, whole.length() - 1) + ".";
    }
    return secondText + Integer.toString(1_000_000 + at.getNano() / 1_000).substring(1) + "Z";
  }

  private static String thousandths(long count) {
    return count / 1_000 + "." + Long.toString(1_000 + count % 1_000).substring(1);
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
