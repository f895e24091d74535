package io.warecast.benchmarks;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.Tier;
import io.warecast.pipeline.operator.MadeForecast;
import org.apache.flink.util.Collector;

/** Counts the steps of forecasts, all of which a model must have made. */
final class PredictionCount implements Collector<MadeForecast> {

  private long predictions;

  long predictions() {
    return predictions;
  }

  @Override
  public void collect(MadeForecast made) {
    Forecast forecast = made.forecast();
    if (forecast.tier() != Tier.MODEL) {
      throw new IllegalStateException(forecast.key() + " was not forecast by the model");
    }
    predictions += forecast.horizon();
  }

  @Override
  public void close() {}
}
