package io.warecast.pipeline.topology;

import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.operator.SeriesInput;
import io.warecast.pipeline.operator.SharedInput;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;

/** Puts operators between series, by key, and what all of them share, broadcast. */
final class KeyedOperators {

  private KeyedOperators() {}

  /**
   * Adds an operator.
   *
   * @param name its name and uid
   */
  static <T> SingleOutputStreamOperator<T> connect(
      String name,
      DataStream<SeriesInput> series,
      DataStream<SharedInput> shared,
      TwoInputStreamOperator<SeriesInput, SharedInput, T> operator,
      TypeInformation<T> outputType) {
    KeyedStream<SeriesInput, SeriesKey> bySeries = series.keyBy(SeriesInput::key);
    StreamExecutionEnvironment env = series.getExecutionEnvironment();
    // The API has no two-input operator of one's own on a keyed and a broadcast stream.
    TwoInputTransformation<SeriesInput, SharedInput, T> transformation =
        new TwoInputTransformation<>(
            bySeries.getTransformation(),
            shared.broadcast().getTransformation(),
            name,
            SimpleOperatorFactory.of(operator),
            outputType,
            env.getParallelism());
    transformation.setStateKeySelectors(bySeries.getKeySelector(), null);
    transformation.setStateKeyType(bySeries.getKeyType());
    transformation.setUid(name);
    env.addOperator(transformation);
    return new KeyedResult<>(env, transformation);
  }

  /** Has side outputs, which a plain stream has not. */
  private static final class KeyedResult<T> extends SingleOutputStreamOperator<T> {
    KeyedResult(
        StreamExecutionEnvironment env, TwoInputTransformation<SeriesInput, SharedInput, T> made) {
      super(env, made);
    }
  }
}
