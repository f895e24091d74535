package io.warecast.domain.order;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import io.warecast.domain.deadletter.RefusalReason;
import io.warecast.domain.deadletter.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of an {@link OrderEvent} on the {@code orders} topic: one object with the fields
 * {@code event_id}, {@code warehouse_id}, {@code item_id}, {@code quantity} and {@code ordered_at},
 * the last an ISO-8601 instant or epoch millis.
 */
public final class OrderJson {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build();

  private OrderJson() {}

  /** One JSON object in UTF-8, {@code ordered_at} as an ISO-8601 instant in UTC. */
  public static byte[] encode(OrderEvent order) {
    ByteArrayOutputStream text = new ByteArrayOutputStream(192);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("event_id", order.eventId());
      json.writeStringField("warehouse_id", order.warehouseId());
      json.writeStringField("item_id", order.itemId());
      json.writeNumberField("quantity", order.quantity());
      json.writeStringField("ordered_at", Instant.ofEpochMilli(order.orderedAt()).toString());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toByteArray();
  }

  /**
   * Reads an order. Fields that it does not know are passed over; of a field that is there twice
   * the last counts. The quantity may be infinite, and no value is checked beyond its type.
   *
   * @throws RefusedException when the bytes are not JSON ({@link RefusalReason#MALFORMED}), a field
   *     is missing or of another type ({@link RefusalReason#INVALID}), or the time is beyond what a
   *     long of millis can hold ({@link RefusalReason#BAD_TIME})
   */
  public static OrderEvent decode(byte[] value) throws RefusedException {
    Fields fields = new Fields();
    try (JsonParser json = JSON.createParser(value)) {
      JsonToken first = json.nextToken();
      if (first != JsonToken.START_OBJECT) {
        throw noObject(json, first);
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        fields.read(name, json);
      }
      requireEnd(json);
    } catch (JsonProcessingException e) {
      throw new RefusedException(RefusalReason.MALFORMED, Shown.of(notJson(e)));
    } catch (IOException e) {
      // The bytes are in memory: what Jackson throws beside its own is about their characters.
      throw new RefusedException(RefusalReason.MALFORMED, Shown.of(String.valueOf(e.getMessage())));
    }
    return fields.toOrder();
  }

  private static RefusedException noObject(JsonParser json, @Nullable JsonToken first)
      throws IOException, RefusedException {
    if (first == null) {
      return new RefusedException(RefusalReason.MALFORMED, "nothing but white space");
    }
    json.skipChildren(); // throws when it is no JSON at all
    requireEnd(json);
    return new RefusedException(
        RefusalReason.INVALID, "found %s, expected a JSON object".formatted(first));
  }

  private static void requireEnd(JsonParser json) throws IOException, RefusedException {
    if (json.nextToken() != null) {
      throw new RefusedException(
          RefusalReason.MALFORMED, "more than one JSON value, expected one object");
    }
  }

  private static String notJson(JsonProcessingException e) {
    return "not JSON at byte %d: %s"
        .formatted(
            e.getLocation() == null ? -1 : e.getLocation().getByteOffset(), e.getOriginalMessage());
  }

  private static final class Fields {
    private @Nullable String eventId;
    private @Nullable String warehouseId;
    private @Nullable String itemId;
    private @Nullable Double quantity;
    private @Nullable Long orderedAt;

    void read(String name, JsonParser json) throws IOException, RefusedException {
      switch (name) {
        case "event_id" -> eventId = string(name, json);
        case "warehouse_id" -> warehouseId = string(name, json);
        case "item_id" -> itemId = string(name, json);
        case "quantity" -> quantity = number(name, json);
        case "ordered_at" -> orderedAt = time(name, json);
        default -> json.skipChildren();
      }
    }

    OrderEvent toOrder() throws RefusedException {
      return new OrderEvent(
          required("event_id", eventId),
          required("warehouse_id", warehouseId),
          required("item_id", itemId),
          required("quantity", quantity),
          required("ordered_at", orderedAt));
    }

    private static String string(String name, JsonParser json)
        throws IOException, RefusedException {
      if (json.currentToken() != JsonToken.VALUE_STRING) {
        throw wrongType(name, json, "a string");
      }
      return json.getText();
    }

    private static double number(String name, JsonParser json)
        throws IOException, RefusedException {
      if (!json.currentToken().isNumeric()) {
        throw wrongType(name, json, "a number");
      }
      return json.getDoubleValue();
    }

    private static long time(String name, JsonParser json) throws IOException, RefusedException {
      if (json.currentToken() == JsonToken.VALUE_STRING) {
        return InstantText.toEpochMillis(name, json.getText());
      }
      if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
        throw wrongType(name, json, "an ISO-8601 instant or whole epoch millis");
      }
      try {
        return json.getLongValue();
      } catch (InputCoercionException e) {
        throw new RefusedException(
            RefusalReason.BAD_TIME,
            "%s is %s, beyond any time".formatted(name, Shown.of(json.getText())));
      }
    }

    private static <T> T required(String name, @Nullable T value) throws RefusedException {
      if (value == null) {
        throw new RefusedException(RefusalReason.INVALID, "%s is missing".formatted(name));
      }
      return value;
    }

    private static RefusedException wrongType(String name, JsonParser json, String expected)
        throws IOException {
      JsonToken found = json.currentToken();
      String shown = found.isScalarValue() ? Shown.of(json.getText()) : "nested";
      return new RefusedException(
          RefusalReason.INVALID,
          "%s is %s (%s), expected %s".formatted(name, shown, found, expected));
    }
  }
}
