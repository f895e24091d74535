package io.warecast.pipeline.operator;

import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.Tier;
import io.warecast.scoring.model.DemandModel;
import io.warecast.scoring.model.RatioPredictions;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.Collector;

/** Feature rows of several series that wait to be scored by one call. */
final class MicroBatch {

  private static final int WIDTH = DemandFeatures.SCHEMA.width();

  private final ForecastSettings settings;
  private final float[] rows;
  private final List<Waiting> waiting;

  MicroBatch(ForecastSettings settings) {
    this.settings = settings;
    this.rows = new float[settings.batchSeries() * settings.horizon() * WIDTH];
    this.waiting = new ArrayList<>(settings.batchSeries());
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  boolean isFull() {
    return waiting.size() == settings.batchSeries();
  }

  void add(SeriesAtOrigin series, DemandFeatures features) {
    int firstRow = waiting.size() * settings.horizon();
    for (int step = 1; step <= settings.horizon(); step++) {
      features.fill(step, rows, (firstRow + step - 1) * WIDTH);
    }
    waiting.add(new Waiting(series, features.level()));
  }

  /** Gives out the forecast of every waiting series and empties the batch. */
  void score(DemandModel model, Collector<Forecast> out) {
    int horizon = settings.horizon();
    RatioPredictions predictions = model.predict(rows, waiting.size() * horizon);
    float[] levels = model.levels();
    for (int i = 0; i < waiting.size(); i++) {
      float[] mean = new float[horizon];
      float[][] quantiles = new float[levels.length][horizon];
      predictions.toUnits(i * horizon, waiting.get(i).level(), mean, quantiles);
      out.collect(
          Forecasts.of(
              waiting.get(i).series(),
              settings,
              Tier.MODEL,
              model.version(),
              mean,
              levels,
              quantiles));
    }
    waiting.clear();
  }

  private record Waiting(SeriesAtOrigin series, float level) {}
}
