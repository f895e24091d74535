package io.warecast.pipeline.connector.lake;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;

import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.series.SeriesKey;
import org.apache.parquet.schema.MessageType;

/**
 * {@code demand/}: one row a stretch of one series. Unknown units are {@code NaN}.
 *
 * @param untilDay last epoch day that is read; later ones are cut off
 */
record DemandForm(int untilDay) implements ParquetForm<DemandStretch> {

  private static final MessageType SCHEMA =
      new MessageType(
          "demand",
          Columns.text("warehouse_id"),
          Columns.text("item_id"),
          Columns.date("first_day"),
          Columns.list(FLOAT, "units"));

  @Override
  public Class<DemandStretch> type() {
    return DemandStretch.class;
  }

  @Override
  public MessageType schema() {
    return SCHEMA;
  }

  @Override
  public void write(DemandStretch stretch, RowWriter row) {
    row.text(stretch.key().warehouseId())
        .text(stretch.key().itemId())
        .integer(stretch.firstDay())
        .list(stretch.units());
  }

  @Override
  public DemandStretch read(RowReader row) {
    int firstDay = row.integer(2);
    return new DemandStretch(
        new SeriesKey(row.text(0), row.text(1)),
        firstDay,
        row.reals(3, (long) untilDay - firstDay + 1));
  }
}
