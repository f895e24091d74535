package io.warecast.domain.message;

import io.warecast.domain.deadletter.RefusedException;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastCodec;
import io.warecast.domain.forecast.ForecastReply;
import java.io.IOException;

/**
 * The JSON of a {@link ForecastReply} on the topic {@code forecast-replies}: {request_id, forecast}
 * with the object of {@link ForecastCodec}, or {request_id, error, detail}.
 */
public final class ForecastReplyJson {

  private ForecastReplyJson() {}

  public static byte[] write(ForecastReply reply) {
    return MessageJson.object(
        json -> {
          json.writeStringField("request_id", reply.requestId());
          Forecast forecast = reply.forecast();
          if (forecast != null) {
            json.writeFieldName("forecast");
            json.writeRawValue(ForecastCodec.encode(forecast));
          } else {
            json.writeStringField("error", reply.error());
            json.writeStringField("detail", reply.detail());
          }
        });
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
      return ForecastReply.of(requestId, ForecastCodec.decode(forecast.json()));
    } catch (IOException | IllegalArgumentException e) {
      throw fields.refused("forecast", "is none: " + e.getMessage());
    }
  }
}
