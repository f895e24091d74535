package io.warecast.pipeline.connector.lake;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;

import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.series.SeriesKey;
import org.apache.parquet.schema.MessageType;

/** {@code forecasts/.../parquet/}: one row a series and day. */
record ForecastForm() implements ParquetForm<ForecastRow> {

  private static final MessageType SCHEMA =
      new MessageType(
          "forecast",
          Columns.text("warehouse_id"),
          Columns.text("item_id"),
          Columns.date("target_date"),
          Columns.real("mean"),
          Columns.real("lower"),
          Columns.real("upper"),
          Columns.list(FLOAT, "levels"),
          Columns.list(FLOAT, "quantiles"),
          Columns.text("model_version"),
          Columns.text("tier"),
          Columns.text("method"));

  @Override
  public Class<ForecastRow> type() {
    return ForecastRow.class;
  }

  @Override
  public MessageType schema() {
    return SCHEMA;
  }

  @Override
  public void write(ForecastRow forecast, RowWriter row) {
    row.text(forecast.key().warehouseId())
        .text(forecast.key().itemId())
        .integer(forecast.targetDay())
        .real(forecast.mean())
        .real(forecast.lower())
        .real(forecast.upper())
        .list(forecast.levels())
        .list(forecast.quantiles())
        .text(forecast.modelVersion())
        .text(forecast.tier().wireName())
        .text(forecast.method().wireName());
  }

  @Override
  public ForecastRow read(RowReader row) {
    return new ForecastRow(
        new SeriesKey(row.text(0), row.text(1)),
        row.integer(2),
        row.real(3),
        row.real(4),
        row.real(5),
        row.reals(6),
        row.reals(7),
        row.text(8),
        Tier.ofWireName(row.text(9)),
        Method.ofWireName(row.text(10)));
  }
}
