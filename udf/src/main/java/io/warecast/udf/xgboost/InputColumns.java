package io.warecast.udf.xgboost;

import java.io.Serializable;
import java.util.Set;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.jspecify.annotations.Nullable;

/** Reads a SQL row into the numbers that a model takes. */
final class InputColumns implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final Set<LogicalTypeRoot> NUMBERS =
      Set.of(
          LogicalTypeRoot.BOOLEAN,
          LogicalTypeRoot.TINYINT,
          LogicalTypeRoot.SMALLINT,
          LogicalTypeRoot.INTEGER,
          LogicalTypeRoot.BIGINT,
          LogicalTypeRoot.FLOAT,
          LogicalTypeRoot.DOUBLE,
          LogicalTypeRoot.DECIMAL);

  private final int[] order;

  private InputColumns(int[] order) {
    this.order = order;
  }

  /**
   * The columns of a model's INPUT, in the order of the model's features.
   *
   * @throws ValidationException when a column is missing, superfluous or no number
   */
  static InputColumns of(ResolvedSchema schema, ModelShape shape) {
    for (Column column : schema.getColumns()) {
      requireNumber(column);
    }
    return new InputColumns(
        ColumnOrder.of("INPUT", schema.getColumnNames(), shape.featureNames(), shape.features()));
  }

  /**
   * One row's features; {@code NaN} for NULL.
   *
   * @param row holds the types of the table's columns, which need not be those of INPUT: the
   *     planner only checks that the one could be cast to the other
   */
  float[] read(GenericRowData row) {
    float[] values = new float[order.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = number(row.getField(order[i]));
    }
    return values;
  }

  private static float number(@Nullable Object value) {
    if (value == null) {
      return Float.NaN;
    }
    if (value instanceof Number number) {
      return number.floatValue();
    }
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    return ((DecimalData) value).toBigDecimal().floatValue();
  }

  private static void requireNumber(Column column) {
    if (!NUMBERS.contains(type(column).getTypeRoot())) {
      throw new ValidationException(
          "INPUT column %s is %s: a model takes numbers or BOOLEAN, so cast or encode it."
              .formatted(column.getName(), type(column).asSummaryString()));
    }
  }

  private static LogicalType type(Column column) {
    return column.getDataType().getLogicalType();
  }
}
