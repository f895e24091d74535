package io.warecast.udf.forecast;

import java.time.LocalDate;
import java.util.Arrays;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * Values as the planner keeps them, of those that process table functions get: these are always
 * given the values of Java.
 */
final class InternalData {

  private InternalData() {}

  static @Nullable Object of(@Nullable Object value) {
    if (value instanceof String text) {
      return StringData.fromString(text);
    }
    if (value instanceof LocalDate day) {
      return Math.toIntExact(day.toEpochDay());
    }
    if (value instanceof Object[] values) {
      return new GenericArrayData(Arrays.stream(values).map(InternalData::of).toArray());
    }
    if (value instanceof Row row) {
      GenericRowData fields = new GenericRowData(row.getArity());
      for (int i = 0; i < row.getArity(); i++) {
        fields.setField(i, of(row.getField(i)));
      }
      return fields;
    }
    return value;
  }
}
