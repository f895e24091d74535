package io.warecast.udf.xgboost;

import org.apache.flink.table.functions.AsyncPredictFunction;
import org.apache.flink.table.functions.PredictFunction;
import org.apache.flink.table.ml.AsyncPredictRuntimeProvider;
import org.apache.flink.table.ml.ModelProvider;
import org.apache.flink.table.ml.PredictRuntimeProvider;

/** Offers both ways to run; the planner takes the asynchronous one unless told otherwise. */
record XgboostModelProvider(ModelCall call, int maxBatchRows)
    implements PredictRuntimeProvider, AsyncPredictRuntimeProvider {

  @Override
  public PredictFunction createPredictFunction(ModelProvider.Context context) {
    return new XgboostPredictFunction(call);
  }

  @Override
  public AsyncPredictFunction createAsyncPredictFunction(ModelProvider.Context context) {
    return new XgboostAsyncPredictFunction(call, maxBatchRows);
  }

  @Override
  public ModelProvider copy() {
    return new XgboostModelProvider(call, maxBatchRows);
  }
}
