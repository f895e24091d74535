package io.warecast.domain.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.warecast.domain.deadletter.RefusalReason;
import io.warecast.domain.deadletter.RefusedException;
import io.warecast.domain.series.SeriesKey;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, read strictly: a field of another type is refused rather than
 * converted, an optional one may be missing or null, an unknown one is passed over.
 */
final class MessageFields {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Tables by day are laid out from the first day to the last: a wild day would fill memory. */
  private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

  private static final LocalDate LAST_DAY = LocalDate.of(2099, 12, 31);

  /** Ids become keys of every store. */
  private static final int MAX_CHARS = 256;

  private final JsonNode object;
  private final String prefix;

  private MessageFields(JsonNode object, String prefix) {
    this.object = object;
    this.prefix = prefix;
  }

  static MessageFields of(byte[] json) throws RefusedException {
    if (json.length == 0) {
      throw new RefusedException(RefusalReason.EMPTY, "the record has no value");
    }
    JsonNode node;
    try {
      node = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new RefusedException(RefusalReason.MALFORMED, "not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new RefusedException(RefusalReason.MALFORMED, "not text: " + e.getMessage());
    }
    if (!node.isObject()) {
      throw invalid("expected a JSON object");
    }
    return new MessageFields(node, "");
  }

  String text(String name) throws RefusedException {
    String text = textOr(name, "");
    if (text.isBlank()) {
      throw refused(name, "is missing or empty");
    }
    return text;
  }

  String textOr(String name, String otherwise) throws RefusedException {
    JsonNode field = optional(name);
    if (field == null) {
      return otherwise;
    }
    if (!field.isTextual()) {
      throw refused(name, "is not a string");
    }
    String text = field.textValue();
    if (text.length() > MAX_CHARS) {
      throw refused(
          name, "has %d characters, expected at most %d".formatted(text.length(), MAX_CHARS));
    }
    // Half a character cannot be written as UTF-8: whoever passes it on would stumble over it.
    if (!UTF_8.newEncoder().canEncode(text)) {
      throw refused(name, "has half a surrogate pair");
    }
    return text;
  }

  /** Whether a text is one that {@link #text} would take, blank ones apart. */
  static boolean isUsable(String text) {
    return text.length() <= MAX_CHARS && UTF_8.newEncoder().canEncode(text);
  }

  /** A warehouse that a series could be of. */
  String warehouse(String name) throws RefusedException {
    return key(text(name), SeriesKey.TOTAL).warehouseId();
  }

  SeriesKey series() throws RefusedException {
    return key(text("warehouse_id"), text("item_id"));
  }

  private static SeriesKey key(String warehouse, String item) throws RefusedException {
    try {
      return new SeriesKey(warehouse, item);
    } catch (IllegalArgumentException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
  }

  /** An ISO date, as an epoch day. */
  int day(String name) throws RefusedException {
    String text = text(name);
    LocalDate day;
    try {
      day = LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw refused(name, "is not a date such as 2026-01-31");
    }
    if (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)) {
      throw refused(name, "is not a day from %s to %s".formatted(FIRST_DAY, LAST_DAY));
    }
    return (int) day.toEpochDay();
  }

  int integer(String name, int least, int most) throws RefusedException {
    JsonNode field = optional(name);
    if (field == null || !field.isIntegralNumber()) {
      throw refused(name, "is missing or not a whole number");
    }
    if (!field.canConvertToInt() || field.intValue() < least || field.intValue() > most) {
      throw refused(name, "is not from %d to %d".formatted(least, most));
    }
    return field.intValue();
  }

  /** A finite number; null when there is none. */
  @Nullable Float number(String name, float least) throws RefusedException {
    JsonNode field = optional(name);
    if (field == null) {
      return null;
    }
    if (!field.isNumber()) {
      throw refused(name, "is not a number");
    }
    float value = field.floatValue();
    if (!Float.isFinite(value) || value < least) {
      throw refused(
          name, Float.isFinite(value) ? "is less than " + least : "is beyond what a float holds");
    }
    return value;
  }

  /** A finite number; {@code NaN} when there is none. */
  float numberOrUnknown(String name, float least) throws RefusedException {
    Float value = number(name, least);
    return value == null ? Float.NaN : value;
  }

  @Nullable Boolean flag(String name) throws RefusedException {
    JsonNode field = optional(name);
    if (field == null) {
      return null;
    }
    if (!field.isBoolean()) {
      throw refused(name, "is not true or false");
    }
    return field.booleanValue();
  }

  /** The fields of an object within this one; null when there is none. */
  @Nullable MessageFields within(String name) throws RefusedException {
    JsonNode field = optional(name);
    if (field == null) {
      return null;
    }
    if (!field.isObject()) {
      throw refused(name, "is not an object");
    }
    return new MessageFields(field, prefix + name + ".");
  }

  /** The text of this object. */
  String json() {
    return object.toString();
  }

  RefusedException refused(String name, String problem) {
    return invalid(prefix + name + " " + problem);
  }

  private static RefusedException invalid(String detail) {
    return new RefusedException(RefusalReason.INVALID, detail);
  }

  private @Nullable JsonNode optional(String name) {
    JsonNode field = object.get(name);
    return field == null || field.isNull() ? null : field;
  }
}
