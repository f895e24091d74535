package io.warecast.udf.xgboost;

import java.io.Serializable;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** Writes a model's predictions of one row as SQL columns. */
final class OutputColumns implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int[] order;
  private final boolean[] isDouble;

  private OutputColumns(int[] order, boolean[] isDouble) {
    this.order = order;
    this.isDouble = isDouble;
  }

  /**
   * The columns of a model's OUTPUT.
   *
   * @throws ValidationException when there are more or fewer than the model gives, they have other
   *     names, or one is neither FLOAT nor DOUBLE
   */
  static OutputColumns of(ResolvedSchema schema, ModelShape shape) {
    int[] order =
        ColumnOrder.of("OUTPUT", schema.getColumnNames(), shape.outputNames(), shape.outputs());
    boolean[] isDouble = new boolean[order.length];
    for (int i = 0; i < order.length; i++) {
      isDouble[i] = requireFraction(schema.getColumns().get(order[i]));
    }
    return new OutputColumns(order, isDouble);
  }

  /** NULL stands where there is no prediction. */
  RowData write(float[] predictions) {
    GenericRowData row = new GenericRowData(predictions.length);
    for (int i = 0; i < predictions.length; i++) {
      float value = predictions[i];
      if (!Float.isNaN(value)) {
        row.setField(order[i], isDouble[i] ? (Object) (double) value : (Object) value);
      }
    }
    return row;
  }

  private static boolean requireFraction(Column column) {
    LogicalType type = column.getDataType().getLogicalType();
    boolean isDouble = type.is(LogicalTypeRoot.DOUBLE);
    if (!isDouble && !type.is(LogicalTypeRoot.FLOAT)) {
      throw new ValidationException(
          "OUTPUT column %s is %s: declare it FLOAT or DOUBLE."
              .formatted(column.getName(), type.asSummaryString()));
    }
    if (!type.isNullable()) {
      throw new ValidationException(
          "OUTPUT column %s is NOT NULL: a prediction can be missing, declare it without."
              .formatted(column.getName()));
    }
    return isDouble;
  }
}
