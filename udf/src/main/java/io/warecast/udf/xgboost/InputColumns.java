package io.warecast.udf.xgboost;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
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

  private static final int NONE = -1;

  private final int[] order;
  private final boolean takesSeries;
  private final int demandClass;
  private final int alignmentRatio;

  private InputColumns(int[] order, boolean takesSeries, int demandClass, int alignmentRatio) {
    this.order = order;
    this.takesSeries = takesSeries;
    this.demandClass = demandClass;
    this.alignmentRatio = alignmentRatio;
  }

  /**
   * The columns of a model's INPUT, in the order of the model's features.
   *
   * @throws ValidationException when a column is missing, superfluous or no number
   */
  static InputColumns of(ResolvedSchema schema, ModelShape shape) {
    List<String> names = schema.getColumnNames();
    List<String> features = new ArrayList<>(names);
    if (shape.takesSeries()) {
      features.removeAll(SeriesColumns.NAMES);
    }
    for (Column column : schema.getColumns()) {
      boolean isClass = shape.takesSeries() && column.getName().equals(SeriesColumns.DEMAND_CLASS);
      if (isClass) {
        requireText(column);
      } else {
        requireNumber(column);
      }
    }
    int[] order = ColumnOrder.of("INPUT", features, shape.featureNames(), shape.features());
    for (int i = 0; i < order.length; i++) {
      order[i] = names.indexOf(features.get(order[i]));
    }
    return new InputColumns(
        order,
        shape.takesSeries(),
        shape.takesSeries() ? names.indexOf(SeriesColumns.DEMAND_CLASS) : NONE,
        shape.takesSeries() ? names.indexOf(SeriesColumns.ALIGNMENT_RATIO) : NONE);
  }

  /**
   * One row's features; {@code NaN} for NULL. Of a model that takes them the demand class's code
   * and the alignment ratio follow.
   *
   * @param row holds the types of the table's columns, which need not be those of INPUT: the
   *     planner only checks that the one could be cast to the other
   */
  float[] read(GenericRowData row) {
    float[] values = new float[order.length + (takesSeries ? SeriesColumns.NAMES.size() : 0)];
    for (int i = 0; i < order.length; i++) {
      values[i] = number(row.getField(order[i]));
    }
    if (takesSeries) {
      values[order.length] =
          demandClass == NONE ? Float.NaN : SeriesColumns.code(row.getField(demandClass));
      values[order.length + 1] =
          alignmentRatio == NONE ? Float.NaN : number(row.getField(alignmentRatio));
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

  private static void requireText(Column column) {
    if (!type(column).is(LogicalTypeFamily.CHARACTER_STRING)) {
      throw new ValidationException(
          "INPUT column %s is %s: declare it STRING, as DEMAND_FEATURES gives it."
              .formatted(column.getName(), type(column).asSummaryString()));
    }
  }

  private static LogicalType type(Column column) {
    return column.getDataType().getLogicalType();
  }
}
