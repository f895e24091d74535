package io.warecast.udf.xgboost;

import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.scoring.TrainedModels;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.FunctionHint;
import org.apache.flink.table.functions.TableFunction;
import org.apache.flink.types.Row;

/** Rows of demand features for SQL tests. Public because the planner's generated code calls it. */
@FunctionHint(output = @DataTypeHint("ROW<id INT, f ARRAY<FLOAT>>"))
public final class FeatureRows extends TableFunction<Row> {

  static final int SERIES = 20;
  static final int STEPS = 7;
  private static final int WIDTH = DemandFeatures.SCHEMA.width();

  /** All rows; NULL for missing. */
  public void eval() {
    float[] rows = features();
    for (int id = 0; id < SERIES * STEPS; id++) {
      Float[] row = new Float[WIDTH];
      for (int i = 0; i < WIDTH; i++) {
        float value = rows[id * WIDTH + i];
        row[i] = Float.isNaN(value) ? null : (Float) value;
      }
      collect(Row.of(id, row));
    }
  }

  /** The same rows, row-major. */
  static float[] features() {
    float[] rows = new float[SERIES * STEPS * WIDTH];
    for (int s = 0; s < SERIES; s++) {
      DemandFeatures features =
          DemandFeatures.at(
              TrainedModels.LAST_DAY,
              TrainedModels.key(s),
              "",
              TrainedModels.history(s),
              TrainedModels.CALENDAR,
              OfferTimeline.NONE);
      for (int step = 1; step <= STEPS; step++) {
        features.fill(step, rows, (s * STEPS + step - 1) * WIDTH);
      }
    }
    return rows;
  }
}
