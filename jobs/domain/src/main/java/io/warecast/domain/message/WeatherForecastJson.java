package io.warecast.domain.message;

import io.warecast.domain.covariate.WeatherForecast;
import io.warecast.domain.deadletter.RefusedException;

/**
 * The JSON of a {@link WeatherForecast} on the topic {@code weather}: {warehouse_id, date,
 * issued_date, temperature?, precipitation?}; degrees Celsius and millimetres.
 */
public final class WeatherForecastJson {

  private static final float ABSOLUTE_ZERO = -273.15f;

  private WeatherForecastJson() {}

  public static byte[] write(WeatherForecast weather) {
    return MessageJson.object(
        json -> {
          json.writeStringField("warehouse_id", weather.warehouseId());
          MessageJson.day(json, "date", weather.day());
          MessageJson.day(json, "issued_date", weather.issuedDay());
          MessageJson.number(json, "temperature", weather.temperature());
          MessageJson.number(json, "precipitation", weather.precipitation());
        });
  }

  /**
   * Reads a message.
   *
   * @throws RefusedException when it cannot be used
   */
  public static WeatherForecast read(byte[] message) throws RefusedException {
    MessageFields fields = MessageFields.of(message);
    return new WeatherForecast(
        fields.warehouse("warehouse_id"),
        fields.day("date"),
        fields.day("issued_date"),
        fields.numberOrUnknown("temperature", ABSOLUTE_ZERO),
        fields.numberOrUnknown("precipitation", 0));
  }
}
