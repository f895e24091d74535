package io.warecast.udf.forecast;

import io.warecast.domain.ActionableException;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * Where the columns of a table of demand days stand.
 *
 * @param optionsAt null when the table has none
 */
record StreamColumns(
    RowData.FieldGetter dayAt,
    RowData.FieldGetter unitsAt,
    RowData.@Nullable FieldGetter optionsAt) {

  /**
   * Finds the columns of a table by their names.
   *
   * @throws ActionableException when one is missing or of another type
   */
  static StreamColumns of(String function, DataType table) {
    RowType row = (RowType) table.getLogicalType();
    List<String> names = row.getFieldNames();
    int day = place(function, names, "day");
    int units = place(function, names, "units");
    int options = names.indexOf("options");
    require(
        function, "day", row.getTypeAt(day), row.getTypeAt(day).is(LogicalTypeRoot.DATE), "a DATE");
    require(
        function,
        "units",
        row.getTypeAt(units),
        row.getTypeAt(units).is(LogicalTypeFamily.NUMERIC),
        "a number");
    if (options >= 0) {
      LogicalType type = row.getTypeAt(options);
      require(
          function,
          "options",
          type,
          type.is(LogicalTypeRoot.ROW) && type.getChildren().size() == ForecastOptions.FIELDS,
          "what FORECAST_OPTIONS(...) gives");
    }
    return new StreamColumns(
        getter(row, day), getter(row, units), options < 0 ? null : getter(row, options));
  }

  @Nullable Integer day(RowData row) {
    return (Integer) dayAt.getFieldOrNull(row);
  }

  @Nullable Object units(RowData row) {
    return unitsAt.getFieldOrNull(row);
  }

  @Nullable RowData options(RowData row) {
    return optionsAt == null ? null : (RowData) optionsAt.getFieldOrNull(row);
  }

  private static RowData.FieldGetter getter(RowType row, int place) {
    return RowData.createFieldGetter(row.getTypeAt(place), place);
  }

  private static int place(String function, List<String> names, String column) {
    int place = names.indexOf(column);
    if (place < 0) {
      throw new ActionableException(
          "%s: the table of argument input has no column %s; it has %s"
              .formatted(function, column, String.join(", ", names)));
    }
    return place;
  }

  private static void require(
      String function, String column, LogicalType type, boolean isRight, String wanted) {
    if (!isRight) {
      throw new ActionableException(
          "%s: column %s of argument input is %s, it takes %s: CAST it"
              .formatted(function, column, type.asSummaryString(), wanted));
    }
  }
}
