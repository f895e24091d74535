package io.warecast.pipeline.operator;

import io.warecast.domain.demand.DemandDay;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.feature.FeatureVector;
import io.warecast.domain.forecast.Forecast;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Where made forecasts leave the operator. */
final class ServedForecasts {

  private static final String SCHEMA_HASH = DemandFeatures.SCHEMA.hash();

  private final Output<StreamRecord<Forecast>> output;
  private final Counter openDays;
  private final Counter closings;

  ServedForecasts(Output<StreamRecord<Forecast>> output, MetricGroup metrics) {
    this.output = output;
    this.openDays = metrics.counter("forecasts_of_open_days");
    this.closings = metrics.counter("forecasts_at_closings");
  }

  void ofOpenDay(Forecast forecast, float[] firstRow) {
    openDays.inc();
    serve(forecast, firstRow);
  }

  void atClosing(Forecast forecast, float[] firstRow) {
    closings.inc();
    serve(forecast, firstRow);
    output.collect(ContinuousOutputs.CLOSING_FORECASTS, new StreamRecord<>(forecast));
    output.collect(
        ContinuousOutputs.CLOSING_FEATURES, new StreamRecord<>(features(forecast, firstRow)));
  }

  void demandDay(DemandDay day) {
    output.collect(ContinuousOutputs.DEMAND_DAYS, new StreamRecord<>(day));
  }

  private void serve(Forecast forecast, float[] firstRow) {
    output.collect(new StreamRecord<>(forecast));
    output.collect(ContinuousOutputs.FEATURES, new StreamRecord<>(features(forecast, firstRow)));
  }

  private static FeatureVector features(Forecast forecast, float[] firstRow) {
    return new FeatureVector(
        forecast.key(),
        forecast.originDay(),
        forecast.asOf(),
        forecast.sequence(),
        SCHEMA_HASH,
        firstRow);
  }
}
