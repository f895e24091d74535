package io.warecast.udf.xgboost;

import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.forecast.Quantiles;
import io.warecast.scoring.model.DemandModel;
import io.warecast.scoring.model.RatioPredictions;
import java.util.Arrays;

/** Scores rows of demand features in units: the mean, then the quantiles by ascending level. */
final class DemandScorer implements Scorer {

  private static final int WIDTH = DemandFeatures.SCHEMA.width();

  private final DemandModel model;
  private final float[] mean = new float[1];
  private final float[][] quantiles;

  DemandScorer(DemandModel model) {
    this.model = model;
    this.quantiles = new float[model.levels().length][1];
  }

  @Override
  public float[][] score(float[] rows, int count) {
    RatioPredictions ratios = model.predict(rows, count);
    float[][] units = new float[count][1 + quantiles.length];
    for (int row = 0; row < count; row++) {
      toUnits(ratios, row, DemandFeatures.levelOf(rows, row * WIDTH), units[row]);
    }
    return units;
  }

  /** A row whose level is missing has no units. */
  private void toUnits(RatioPredictions ratios, int row, float level, float[] units) {
    if (Float.isNaN(level)) {
      Arrays.fill(units, Float.NaN);
      return;
    }
    ratios.toUnits(row, level, mean, quantiles);
    Quantiles.enclose(mean, quantiles);
    units[0] = mean[0];
    for (int q = 0; q < quantiles.length; q++) {
      units[1 + q] = quantiles[q][0];
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
