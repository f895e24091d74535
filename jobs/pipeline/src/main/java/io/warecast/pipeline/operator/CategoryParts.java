package io.warecast.pipeline.operator;

import io.warecast.domain.series.SeriesKey;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Passes forecasts on, and those of categories at a close once more, as parts of their total: where
 * some items have a category and others have none, the others are what the categories leave of it.
 */
public final class CategoryParts implements FlatMapFunction<MadeForecast, MadeForecast> {

  private static final long serialVersionUID = 1L;

  @Override
  public void flatMap(MadeForecast made, Collector<MadeForecast> out) {
    out.collect(made);
    if (made.isClosing()
        && made.isGroup()
        && !made.forecast().key().itemId().equals(SeriesKey.TOTAL)) {
      out.collect(made.asPart());
    }
  }
}
