package io.warecast.udf.forecast;

import io.warecast.domain.demand.DemandHistory;
import io.warecast.scoring.TrainedModels;
import java.time.LocalDate;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.FunctionHint;
import org.apache.flink.table.functions.TableFunction;
import org.apache.flink.types.Row;

/**
 * Demand days of a few series, the newest first: order must not matter. Public because the
 * planner's generated code calls it.
 */
@FunctionHint(
    output = @DataTypeHint("ROW<warehouse_id STRING, item_id STRING, `day` DATE, units FLOAT>"))
public final class DemandRows extends TableFunction<Row> {

  static final int SERIES = 6;

  public void eval() {
    for (int series = 0; series < SERIES; series++) {
      DemandHistory history = TrainedModels.history(series);
      for (int i = history.units().length - 1; i >= 0; i--) {
        collect(
            Row.of(
                "W",
                "item-" + series,
                LocalDate.ofEpochDay(history.firstDay() + i),
                history.units()[i]));
      }
    }
  }
}
