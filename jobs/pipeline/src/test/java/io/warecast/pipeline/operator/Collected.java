package io.warecast.pipeline.operator;

import io.warecast.domain.forecast.Forecast;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.Collector;

/** Keeps what a function gives out. */
final class Collected implements Collector<MadeForecast> {

  final List<Forecast> forecasts = new ArrayList<>();

  @Override
  public void collect(MadeForecast made) {
    forecasts.add(made.forecast());
  }

  @Override
  public void close() {}
}
