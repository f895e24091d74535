package io.warecast.pipeline.connector.lake;

import io.warecast.domain.series.Warehouse;
import org.apache.parquet.schema.MessageType;

/** {@code warehouses/}: one row a warehouse. */
record WarehouseForm() implements ParquetForm<Warehouse> {

  private static final MessageType SCHEMA =
      new MessageType(
          "warehouse",
          Columns.text("warehouse_id"),
          Columns.text("region"),
          Columns.text("time_zone"));

  @Override
  public Class<Warehouse> type() {
    return Warehouse.class;
  }

  @Override
  public MessageType schema() {
    return SCHEMA;
  }

  @Override
  public void write(Warehouse warehouse, RowWriter row) {
    row.text(warehouse.id()).text(warehouse.region()).text(warehouse.timeZone());
  }

  @Override
  public Warehouse read(RowReader row) {
    return new Warehouse(row.text(0), row.text(1), row.text(2));
  }
}
