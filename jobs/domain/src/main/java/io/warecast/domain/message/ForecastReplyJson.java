package io.warecast.domain.message;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.warecast.domain.deadletter.RefusedException;
import io.warecast.domain.forecast.Explanation;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastCodec;
import io.warecast.domain.forecast.ForecastReply;
import java.io.IOException;

/**
 * The JSON of a {@link ForecastReply} on the topic {@code forecast-replies}: {request_id, forecast,
 * explanation?{terms[], units[step][term]}} with the object of {@link ForecastCodec}, or
 * {request_id, error, detail}.
 */
public final class ForecastReplyJson {

  private static final JsonMapper EXPLANATIONS = JsonMapper.builder().build();

  private ForecastReplyJson() {}

  public static byte[] write(ForecastReply reply) {
    return MessageJson.object(
        json -> {
          json.writeStringField("request_id", reply.requestId());
          Forecast forecast = reply.forecast();
          if (forecast != null) {
            json.writeFieldName("forecast");
            json.writeRawValue(ForecastCodec.encode(forecast));
            Explanation explanation = reply.explanation();
            if (explanation != null) {
              json.writeFieldName("explanation");
              write(explanation, json);
            }
          } else {
            json.writeStringField("error", reply.error());
            json.writeStringField("detail", reply.detail());
          }
        });
  }

  private static void write(Explanation explanation, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeFieldName("terms");
    json.writeArray(explanation.terms(), 0, explanation.terms().length);
    json.writeArrayFieldStart("units");
    for (float[] step : explanation.units()) {
      json.writeStartArray();
      for (float units : step) {
        json.writeNumber(units);
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /**
   * Reads a message.
   *
   * @throws RefusedException when it cannot be used
   */
  public static ForecastReply read(byte[] message) throws RefusedException {
    MessageFields fields = MessageFields.of(message);
    String requestId = fields.text("request_id");
    MessageFields forecast = fields.within("forecast");
    if (forecast == null) {
      return ForecastReply.refused(requestId, fields.text("error"), fields.textOr("detail", ""));
    }
    try {
      MessageFields explanation = fields.within("explanation");
      return ForecastReply.of(
          requestId,
          ForecastCodec.decode(forecast.json()),
          explanation == null
              ? null
              : EXPLANATIONS.readValue(explanation.json(), Explanation.class));
    } catch (IOException | IllegalArgumentException e) {
      throw fields.refused("forecast", "is none: " + e.getMessage());
    }
  }
}
