package io.warecast.pipeline.connector.lake;

import java.io.Serializable;
import org.apache.flink.table.data.RowData;
import org.apache.parquet.schema.MessageType;

/** The records of a form as rows of SQL; they can only be read. */
record RowForm<T>(ParquetForm<T> form, ToRow<T> toRow) implements ParquetForm<RowData> {

  /** Makes a record a row. */
  @FunctionalInterface
  interface ToRow<T> extends Serializable {
    RowData of(T record);
  }

  @Override
  public Class<RowData> type() {
    return RowData.class;
  }

  @Override
  public MessageType schema() {
    return form.schema();
  }

  @Override
  public void write(RowData record, RowWriter row) {
    throw new UnsupportedOperationException("SQL does not write to the lake");
  }

  @Override
  public RowData read(RowReader row) {
    return toRow.of(form.read(row));
  }
}
