package io.warecast.pipeline.connector.lake;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** The columns of the row that Parquet has just read, by their place in the schema. */
final class RowReader extends GroupConverter {

  private final Converter[] cells;

  RowReader(MessageType schema) {
    cells = schema.getFields().stream().map(RowReader::cell).toArray(Converter[]::new);
  }

  String text(int field) {
    return scalar(field).text;
  }

  int integer(int field) {
    return Math.toIntExact(scalar(field).integer);
  }

  long longInteger(int field) {
    return scalar(field).integer;
  }

  float real(int field) {
    return (float) scalar(field).real;
  }

  double precise(int field) {
    return scalar(field).real;
  }

  float[] reals(int field) {
    return list(field).reals(list(field).size());
  }

  /** At most the first {@code limit} elements; none when it is negative. */
  float[] reals(int field, long limit) {
    return list(field).reals((int) Math.max(0, Math.min(limit, list(field).size())));
  }

  int[] integers(int field) {
    return list(field).integers();
  }

  boolean[] flags(int field) {
    return list(field).flags();
  }

  @Override
  public Converter getConverter(int field) {
    return cells[field];
  }

  /** Clears the cells, for other tools may have written nulls. */
  @Override
  public void start() {
    for (Converter cell : cells) {
      if (cell instanceof ListCell list) {
        list.clear();
      } else {
        ((Cell) cell).clear();
      }
    }
  }

  @Override
  public void end() {}

  private static Converter cell(Type column) {
    if (!column.isPrimitive()) {
      return new ListCell();
    }
    return column.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY
        ? new Cell.Text()
        : new Cell();
  }

  private Cell scalar(int field) {
    return (Cell) cells[field];
  }

  private ListCell list(int field) {
    return (ListCell) cells[field];
  }
}
