package io.warecast.pipeline.connector.lake;

import io.warecast.domain.covariate.WeatherForecast;
import org.apache.parquet.schema.MessageType;

/** {@code weather/}: one row a warehouse, day and issue of the forecast. */
record WeatherForm() implements ParquetForm<WeatherForecast> {

  private static final MessageType SCHEMA =
      new MessageType(
          "weather_forecast",
          Columns.text("warehouse_id"),
          Columns.date("day"),
          Columns.date("issued_day"),
          Columns.real("temperature"),
          Columns.real("precipitation"));

  @Override
  public Class<WeatherForecast> type() {
    return WeatherForecast.class;
  }

  @Override
  public MessageType schema() {
    return SCHEMA;
  }

  @Override
  public void write(WeatherForecast weather, RowWriter row) {
    row.text(weather.warehouseId())
        .integer(weather.day())
        .integer(weather.issuedDay())
        .real(weather.temperature())
        .real(weather.precipitation());
  }

  @Override
  public WeatherForecast read(RowReader row) {
    return new WeatherForecast(
        row.text(0), row.integer(1), row.integer(2), row.real(3), row.real(4));
  }
}
