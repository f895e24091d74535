package io.warecast.udf.forecast;

import io.warecast.domain.ActionableException;
import java.util.List;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

/** The columns of a table of demand days, checked by their names. */
final class StreamColumns {

  private StreamColumns() {}

  /**
   * Checks the columns of a table.
   *
   * @throws ActionableException when one is missing or of another type
   */
  static void check(String function, DataType table) {
    RowType row = (RowType) table.getLogicalType();
    List<String> names = row.getFieldNames();
    LogicalType day = row.getTypeAt(place(function, names, "day"));
    require(function, "day", day, day.is(LogicalTypeRoot.DATE), "a DATE");
    LogicalType units = row.getTypeAt(place(function, names, "units"));
    require(function, "units", units, units.is(LogicalTypeFamily.NUMERIC), "a number");
    int options = names.indexOf("options");
    if (options >= 0) {
      LogicalType type = row.getTypeAt(options);
      boolean isRight =
          type.is(LogicalTypeRoot.ROW) && type.getChildren().size() == ForecastOptions.FIELDS;
      require(function, "options", type, isRight, "what FORECAST_OPTIONS(...) gives");
    }
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
