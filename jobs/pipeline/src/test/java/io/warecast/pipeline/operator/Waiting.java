package io.warecast.pipeline.operator;

import io.warecast.domain.model.ModelReference;
import org.apache.flink.util.Collector;

/** Holds every series back and counts when it is asked to let go. */
final class Waiting implements SeriesFunction<MadeForecast> {

  private static final long serialVersionUID = 1L;

  int flushes;

  @Override
  public void open() {}

  @Override
  public void activate(ModelReference model) {}

  @Override
  public boolean apply(SeriesAtOrigin series, Collector<MadeForecast> out) {
    return true;
  }

  @Override
  public void flush(Collector<MadeForecast> out) {
    flushes++;
  }

  @Override
  public void close() {}
}
