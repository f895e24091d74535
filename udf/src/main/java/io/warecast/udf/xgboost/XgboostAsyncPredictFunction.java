package io.warecast.udf.xgboost;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.AsyncPredictFunction;
import org.apache.flink.table.functions.FunctionContext;
import org.jspecify.annotations.Nullable;

/** Scores rows in micro-batches. Public because the planner's generated code calls it. */
public final class XgboostAsyncPredictFunction extends AsyncPredictFunction {

  private static final long serialVersionUID = 1L;

  private final ModelCall call;
  private final int maxBatchRows;
  private transient @Nullable MicroBatches batches;

  XgboostAsyncPredictFunction(ModelCall call, int maxBatchRows) {
    this.call = call;
    this.maxBatchRows = maxBatchRows;
  }

  @Override
  public void open(FunctionContext context) {
    batches = MicroBatches.start(call.source().open(), maxBatchRows);
  }

  @Override
  public CompletableFuture<Collection<RowData>> asyncPredict(RowData row) {
    if (batches == null) {
      throw new IllegalStateException("the function is not open");
    }
    return batches
        .submit(call.inputs().read((GenericRowData) row))
        .thenApply(predictions -> List.of(call.outputs().write(predictions)));
  }

  @Override
  public void close() {
    if (batches != null) {
      batches.close();
      batches = null;
    }
  }
}
