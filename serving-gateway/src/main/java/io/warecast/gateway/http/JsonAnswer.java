package io.warecast.gateway.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Answers with JSON, and to a conditional request with 304 when nothing has changed. */
public final class JsonAnswer {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();
  private static final int NOT_MODIFIED = 304;

  private JsonAnswer() {}

  /** What writes the answer's object, between its braces. */
  @FunctionalInterface
  public interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  /** One JSON object as UTF-8. */
  public static Buffer encode(Members members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  /** Sends an object whose ETag is a digest of its text. */
  public static void send(RoutingContext context, Members members) {
    sendConditionally(context, "application/json", encode(members));
  }

  /** Sends a text whose ETag is a digest of it. */
  public static void sendConditionally(RoutingContext context, String type, Buffer body) {
    sendConditionally(context, type, body, Etag.ofBody(body));
  }

  public static void sendConditionally(
      RoutingContext context, String type, Buffer body, String etag) {
    if (context.response().ended()) {
      return; // refused meanwhile because its time was over
    }
    context.response().putHeader("ETag", etag).putHeader("Cache-Control", "private, no-cache");
    if (Etag.matches(context.request().getHeader("If-None-Match"), etag)) {
      context.response().setStatusCode(NOT_MODIFIED);
      context.end();
    } else {
      context.response().putHeader("Content-Type", type);
      context.end(body);
    }
  }

  /** Sends an object that nobody keeps. */
  public static void sendOnce(RoutingContext context, Members members) {
    if (!context.response().ended()) {
      context.response().putHeader("Content-Type", "application/json");
      context.response().putHeader("Cache-Control", "no-store");
      context.end(encode(members));
    }
  }

  /** A number, or null for what JSON has no number for. */
  public static void number(JsonGenerator json, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeNullField(name);
    }
  }

  /** A number in the digits of a float, or null. */
  public static void number(JsonGenerator json, String name, float value) throws IOException {
    if (Float.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeNullField(name);
    }
  }
}
