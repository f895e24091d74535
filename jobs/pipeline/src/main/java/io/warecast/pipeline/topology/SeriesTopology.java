package io.warecast.pipeline.topology;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.operator.ForecastFunction;
import io.warecast.pipeline.operator.ForecastSettings;
import io.warecast.pipeline.operator.RowSamplingFunction;
import io.warecast.pipeline.operator.SeriesFunction;
import io.warecast.pipeline.operator.SeriesInput;
import io.warecast.pipeline.operator.SeriesOperator;
import io.warecast.pipeline.operator.SharedInput;
import io.warecast.pipeline.operator.TrainingBlock;
import io.warecast.pipeline.operator.TrainingOperator;
import io.warecast.scoring.training.ModelTraining;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;

/**
 * Joins series and what they share to the keyed operators. Cannot tell a bounded source from an
 * unbounded one.
 */
public final class SeriesTopology {

  /** Longest time that a forecast waits for others to be scored with. */
  private static final long FLUSH_MILLIS = 5;

  private SeriesTopology() {}

  /** Forecasts of every series at an origin day (epoch). */
  public static DataStream<Forecast> forecasts(
      DataStream<SeriesInput> series,
      DataStream<SharedInput> shared,
      int originDay,
      ForecastSettings settings) {
    return keyed(
        "forecast",
        series,
        shared,
        originDay,
        new ForecastFunction(settings),
        TypeInformation.of(Forecast.class));
  }

  /** The version of a model trained from every series, once all of them have been read. */
  public static DataStream<String> trainedModel(
      DataStream<SeriesInput> series, DataStream<SharedInput> shared, ModelTraining training) {
    return keyed(
            "sample-rows",
            series,
            shared,
            training.plan().lastDay(),
            new RowSamplingFunction(training.plan()),
            TypeInformation.of(TrainingBlock.class))
        .transform("train", Types.STRING, new TrainingOperator(training))
        .uid("train")
        .setParallelism(1)
        .setMaxParallelism(1);
  }

  private static <T> DataStream<T> keyed(
      String name,
      DataStream<SeriesInput> series,
      DataStream<SharedInput> shared,
      int originDay,
      SeriesFunction<T> function,
      TypeInformation<T> outputType) {
    KeyedStream<SeriesInput, SeriesKey> bySeries = series.keyBy(SeriesInput::key);
    TwoInputTransformation<SeriesInput, SharedInput, T> operator =
        new TwoInputTransformation<>(
            bySeries.getTransformation(),
            shared.broadcast().getTransformation(),
            name,
            SimpleOperatorFactory.of(new SeriesOperator<>(function, originDay, FLUSH_MILLIS)),
            outputType,
            series.getExecutionEnvironment().getParallelism());
    operator.setStateKeySelectors(bySeries.getKeySelector(), null);
    operator.setStateKeyType(bySeries.getKeyType());
    operator.setUid(name);
    series.getExecutionEnvironment().addOperator(operator);
    return new DataStream<>(series.getExecutionEnvironment(), operator);
  }
}
