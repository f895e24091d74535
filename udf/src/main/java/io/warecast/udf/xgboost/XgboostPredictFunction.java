package io.warecast.udf.xgboost;

import java.util.Collection;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.PredictFunction;
import org.jspecify.annotations.Nullable;

/** Scores one row a call. Public because the planner's generated code calls it. */
public final class XgboostPredictFunction extends PredictFunction {

  private static final long serialVersionUID = 1L;

  private final ModelCall call;
  private transient @Nullable Scorer scorer;

  XgboostPredictFunction(ModelCall call) {
    this.call = call;
  }

  @Override
  public void open(FunctionContext context) {
    scorer = call.source().open();
  }

  @Override
  public Collection<RowData> predict(RowData row) {
    if (scorer == null) {
      throw new IllegalStateException("the function is not open");
    }
    return List.of(
        call.outputs().write(scorer.score(call.inputs().read((GenericRowData) row), 1)[0]));
  }

  @Override
  public void close() {
    if (scorer != null) {
      scorer.close();
      scorer = null;
    }
  }
}
