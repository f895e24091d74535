package io.warecast.benchmarks;

import io.warecast.domain.feature.DemandFeatures;
import io.warecast.pipeline.operator.SeriesAtOrigin;
import io.warecast.scoring.model.DemandModel;
import io.warecast.scoring.model.RatioPredictions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Feature rows of series, cut into blocks of as many series as are scored by one call.
 *
 * @param rows row-major, one array a block
 * @param levels of each block's series
 */
record FeatureBlocks(List<float[]> rows, List<float[]> levels) {

  private static final int WIDTH = DemandFeatures.SCHEMA.width();

  static FeatureBlocks of(List<SeriesAtOrigin> series, int seriesPerBlock, int horizon) {
    FeatureBlocks blocks = new FeatureBlocks(new ArrayList<>(), new ArrayList<>());
    for (int from = 0; from < series.size(); from += seriesPerBlock) {
      blocks.add(series.subList(from, Math.min(from + seriesPerBlock, series.size())), horizon);
    }
    return blocks;
  }

  private void add(List<SeriesAtOrigin> series, int horizon) {
    float[] block = new float[series.size() * horizon * WIDTH];
    float[] ofSeries = new float[series.size()];
    for (int i = 0; i < series.size(); i++) {
      ofSeries[i] = fill(series.get(i), horizon, block, i * horizon * WIDTH);
    }
    rows.add(block);
    levels.add(ofSeries);
  }

  /** Predicts all of them, one call a block; returns the number of predictions. */
  long scoreBy(DemandModel model, int horizon) {
    int quantiles = model.levels().length;
    long predictions = 0;
    for (int b = 0; b < rows.size(); b++) {
      float[] ofSeries = levels.get(b);
      int[] ends =
          IntStream.rangeClosed(1, ofSeries.length).map(series -> series * horizon).toArray();
      RatioPredictions ratios = model.predictSeries(rows.get(b), ends);
      for (int i = 0; i < ofSeries.length; i++) {
        float[] mean = new float[horizon];
        ratios.toUnits(i * horizon, ofSeries[i], mean, new float[quantiles][horizon]);
        predictions += mean.length;
      }
    }
    return predictions;
  }

  /** Writes the rows of one series; returns its level. */
  static float fill(SeriesAtOrigin series, int horizon, float[] block, int offset) {
    DemandFeatures features =
        DemandFeatures.at(
            series.originDay(),
            series.key(),
            "",
            series.history(),
            series.calendar(),
            series.offers());
    if (!features.usable()) {
      throw new IllegalStateException(series.key() + " has no history that a model can use");
    }
    for (int step = 1; step <= horizon; step++) {
      features.fill(step, block, offset + (step - 1) * WIDTH);
    }
    return features.level();
  }
}
