package io.warecast.pipeline.connector.lake;

import java.io.Serializable;
import org.apache.parquet.schema.MessageType;

/**
 * How one kind of record stands in a Parquet file; the only place that knows its columns. Columns
 * are written and read by their place in the schema.
 */
interface ParquetForm<T> extends Serializable {

  Class<T> type();

  MessageType schema();

  /** Hands over every column of the record, in the order of the schema. */
  void write(T record, RowWriter row);

  T read(RowReader row);
}
