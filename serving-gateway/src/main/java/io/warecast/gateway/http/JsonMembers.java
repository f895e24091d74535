package io.warecast.gateway.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.warecast.domain.series.SeriesKey;
import io.warecast.gateway.problem.FieldError;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.problem.ProblemException;
import io.warecast.gateway.problem.ProblemKind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object in a request's body, read strictly: what is unknown, mistyped or out
 * of range is noted, and {@link #end} refuses the request with everything that was.
 */
public final class JsonMembers {

  private static final int MOST_ERRORS = 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
                  .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxNumberLength(32)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode object;
  private final String pointer;
  private final List<FieldError> errors;
  private final Set<String> known = new HashSet<>();

  private JsonMembers(JsonNode object, String pointer, List<FieldError> errors) {
    this.object = object;
    this.pointer = pointer;
    this.errors = errors;
  }

  /**
   * The members of a request's body.
   *
   * @throws ProblemException 400 when it is not one JSON object in UTF-8
   */
  public static JsonMembers of(RoutingContext context) {
    Buffer body = context.body().buffer();
    return of(body == null ? Buffer.buffer() : body);
  }

  static JsonMembers of(Buffer body) {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body.getBytes())).toString();
      JsonNode object = MAPPER.readTree(text);
      if (!object.isObject()) {
        throw malformed("The body must be one JSON object.");
      }
      return new JsonMembers(object, "", new ArrayList<>());
    } catch (StreamConstraintsException e) {
      throw malformed("The body is nested deeper than 16, or has a number longer than 32 digits.");
    } catch (JsonProcessingException e) {
      throw malformed("The body is not one JSON object" + place(e.getLocation()) + ".");
    } catch (CharacterCodingException e) {
      throw malformed("The body is not text in UTF-8.");
    }
  }

  /** A member as it is; empty when it is not there. */
  public Optional<JsonNode> any(String name) {
    known.add(name);
    return Optional.ofNullable(object.get(name));
  }

  public Optional<String> text(String name) {
    Optional<JsonNode> value = any(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!value.get().isTextual()) {
      refuse(name, "takes a text; leave it out for its default");
      return Optional.empty();
    }
    Optional<String> fault = TextRules.faultOf(value.get().textValue());
    fault.ifPresent(each -> refuse(name, each));
    return fault.isEmpty() ? Optional.of(value.get().textValue()) : Optional.empty();
  }

  public boolean flag(String name, boolean otherwise) {
    return flag(name).orElse(otherwise);
  }

  public Optional<Boolean> flag(String name) {
    Optional<JsonNode> value = any(name);
    if (value.isPresent() && !value.get().isBoolean()) {
      refuse(name, "takes true or false");
      return Optional.empty();
    }
    return value.map(JsonNode::booleanValue);
  }

  public int integer(String name, int least, int most, int otherwise) {
    Optional<JsonNode> value = any(name);
    if (value.isEmpty()) {
      return otherwise;
    }
    JsonNode number = value.get();
    if (number.isIntegralNumber()
        && number.canConvertToInt()
        && number.intValue() >= least
        && number.intValue() <= most) {
      return number.intValue();
    }
    refuse(name, "takes a whole number from " + least + " to " + most);
    return otherwise;
  }

  public OptionalDouble number(String name, double least) {
    Optional<JsonNode> value = any(name);
    if (value.isEmpty()) {
      return OptionalDouble.empty();
    }
    double number = value.get().isNumber() ? value.get().doubleValue() : Double.NaN;
    if (Math.abs(number) <= Float.MAX_VALUE && number >= least) {
      return OptionalDouble.of(number);
    }
    refuse(name, "takes a number, " + least + " or more");
    return OptionalDouble.empty();
  }

  public Optional<LocalDate> day(String name) {
    Optional<String> text = text(name);
    Optional<LocalDate> day = text.flatMap(TextRules::day);
    if (text.isPresent() && day.isEmpty()) {
      refuse(name, "takes a day of the calendar in the form 2026-01-31");
    }
    return day;
  }

  /** The series of {@code warehouse_id} and {@code item_id}, which is the total when left out. */
  public SeriesKey series() {
    Optional<String> warehouse = text("warehouse_id");
    if (!object.has("warehouse_id")) {
      refuse("warehouse_id", "is missing; it takes a warehouse's id");
    }
    return key(warehouse.orElse("any"), text("item_id").orElse(SeriesKey.TOTAL));
  }

  /** A warehouse that may be named. */
  public Optional<String> warehouse() {
    return text("warehouse_id").map(id -> key(id, SeriesKey.TOTAL).warehouseId());
  }

  /** An object within this one; empty when it is not there. */
  public Optional<JsonMembers> within(String name) {
    Optional<JsonNode> value = any(name);
    if (value.isPresent() && !value.get().isObject()) {
      refuse(name, "takes an object");
      return Optional.empty();
    }
    return value.map(each -> new JsonMembers(each, pointer + "/" + name, errors));
  }

  public void refuse(String name, String detail) {
    if (errors.size() < MOST_ERRORS) {
      errors.add(FieldError.ofMember(pointer, name, detail));
    }
  }

  /** Notes the members of this object that nobody asked for. */
  public void refuseUnknown() {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                refuse(name, "is unknown");
              }
            });
  }

  /** Passes when every member was asked for and is valid; else throws 422. */
  public void end() {
    refuseUnknown();
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors).toException();
    }
  }

  private SeriesKey key(String warehouse, String item) {
    try {
      return new SeriesKey(warehouse, item);
    } catch (IllegalArgumentException e) {
      refuse("warehouse_id", String.valueOf(e.getMessage()));
      return SeriesKey.total("any");
    }
  }

  private static String place(@Nullable JsonLocation at) {
    return at == null ? "" : " from line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }

  private static ProblemException malformed(String detail) {
    return Problem.of(ProblemKind.MALFORMED_JSON, detail).toException();
  }
}
