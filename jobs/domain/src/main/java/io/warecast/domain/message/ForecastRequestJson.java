package io.warecast.domain.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.warecast.domain.deadletter.RefusedException;
import io.warecast.domain.forecast.ForecastRequest;
import io.warecast.domain.forecast.WhatIf;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a {@link ForecastRequest} on the topic {@code forecast-requests}: {request_id,
 * warehouse_id, item_id, forecast_date, horizon_days, model_version?, what_if?{price?, promoted?,
 * temperature?, precipitation?}, explain?}.
 */
public final class ForecastRequestJson {

  /** More than any model is good for. */
  private static final int LONGEST_HORIZON = 366;

  private static final float ABSOLUTE_ZERO = -273.15f;
  private static final String LATEST = "latest";
  private static final JsonFactory PARSER = new JsonFactory();

  private ForecastRequestJson() {}

  public static byte[] write(ForecastRequest request) {
    return MessageJson.object(
        json -> {
          json.writeStringField("request_id", request.requestId());
          json.writeStringField("warehouse_id", request.key().warehouseId());
          json.writeStringField("item_id", request.key().itemId());
          MessageJson.day(json, "forecast_date", request.forecastDay());
          json.writeNumberField("horizon_days", request.horizonDays());
          json.writeStringField("model_version", request.modelVersion());
          if (request.explain()) {
            json.writeBooleanField("explain", true);
          }
          if (!request.whatIf().isEmpty()) {
            json.writeObjectFieldStart("what_if");
            write(request.whatIf(), json);
            json.writeEndObject();
          }
        });
  }

  private static void write(WhatIf whatIf, JsonGenerator json) throws IOException {
    MessageJson.number(json, "price", whatIf.price());
    Boolean promoted = whatIf.promoted();
    if (promoted != null) {
      json.writeBooleanField("promoted", promoted);
    }
    MessageJson.number(json, "temperature", whatIf.temperature());
    MessageJson.number(json, "precipitation", whatIf.precipitation());
  }

  /**
   * Reads a message.
   *
   * @throws RefusedException when it cannot be used
   */
  public static ForecastRequest read(byte[] message) throws RefusedException {
    MessageFields fields = MessageFields.of(message);
    String version = fields.textOr("model_version", LATEST);
    return new ForecastRequest(
        fields.text("request_id"),
        fields.series(),
        fields.day("forecast_date"),
        fields.integer("horizon_days", 1, LONGEST_HORIZON),
        version.equals(LATEST) ? LATEST : ModelActivationJson.name(fields, "model_version"),
        whatIf(fields.within("what_if")),
        Boolean.TRUE.equals(fields.flag("explain")));
  }

  /**
   * The id of a request that need not be usable, nor JSON to its end: what can be read of it before
   * the first thing that is broken.
   *
   * @return empty when there is no id that could be answered
   */
  public static Optional<String> requestId(byte[] message) {
    try (JsonParser json = PARSER.createParser(message)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean isId = json.currentName().equals("request_id");
        JsonToken value = json.nextToken();
        if (isId) {
          return value == JsonToken.VALUE_STRING ? usable(json.getText()) : Optional.empty();
        }
        json.skipChildren();
      }
    } catch (IOException e) {
      // Broken before the id.
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static Optional<String> usable(String id) {
    return MessageFields.isUsable(id) && !id.isBlank() ? Optional.of(id) : Optional.empty();
  }

  private static WhatIf whatIf(@Nullable MessageFields fields) throws RefusedException {
    return fields == null
        ? WhatIf.NOTHING
        : new WhatIf(
            fields.number("price", 0),
            fields.flag("promoted"),
            fields.number("temperature", ABSOLUTE_ZERO),
            fields.number("precipitation", 0));
  }
}
