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

  private final Output<StreamRecord<MadeForecast>> output;
  private final Counter openDays;
  private final Counter closings;

  ServedForecasts(Output<StreamRecord<MadeForecast>> output, MetricGroup metrics) {
    this.output = output;
    this.openDays = metrics.counter("forecasts_of_open_days");
    this.closings = metrics.counter("forecasts_at_closings");
  }

  void give(MadeForecast made, float[] firstRow) {
    FeatureVector features = features(made.forecast(), firstRow);
    output.collect(new StreamRecord<>(made));
    output.collect(ContinuousOutputs.FEATURES, new StreamRecord<>(features));
    if (made.isClosing()) {
      closings.inc();
      output.collect(ContinuousOutputs.CLOSING_FEATURES, new StreamRecord<>(features));
    } else {
      openDays.inc();
    }
  }

  void demandDay(DemandDay day) {
    output.collect(ContinuousOutputs.DEMAND_DAYS, new StreamRecord<>(day));
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
