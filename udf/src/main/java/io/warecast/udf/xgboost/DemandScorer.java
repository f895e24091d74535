package io.warecast.udf.xgboost;

import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.forecast.Quantiles;
import io.warecast.scoring.model.DemandModel;
import io.warecast.scoring.model.RatioPredictions;
import java.util.Arrays;

/**
 * Scores rows of demand features in units: the mean, then the quantiles by ascending level. Rows
 * that tell their demand class get the calibrated interval, those that tell the ratio of their
 * group the aligned forecast.
 */
final class DemandScorer implements Scorer {

  private static final int WIDTH = DemandFeatures.SCHEMA.width();
  private static final int STRIDE = WIDTH + SeriesColumns.NAMES.size();
  private static final int STEP = DemandFeatures.SCHEMA.names().indexOf("step");

  private final DemandModel model;
  private final float[] mean = new float[1];
  private final float[][] quantiles;
  private float[] features = new float[0];

  DemandScorer(DemandModel model) {
    this.model = model;
    this.quantiles = new float[model.levels().length][1];
  }

  @Override
  public float[][] score(float[] rows, int count) {
    if (features.length < count * WIDTH) {
      features = new float[count * WIDTH];
    }
    for (int row = 0; row < count; row++) {
      System.arraycopy(rows, row * STRIDE, features, row * WIDTH, WIDTH);
    }
    RatioPredictions ratios = model.predictSeries(features, ends(rows, count));
    float[][] units = new float[count][1 + quantiles.length];
    for (int row = 0; row < count; row++) {
      toUnits(ratios, row, rows, units[row]);
    }
    return units;
  }

  /** Rows whose steps ascend pass for those of one series; predictions do not depend on it. */
  private static int[] ends(float[] rows, int count) {
    int[] ends = new int[count];
    int series = 0;
    for (int row = 1; row < count; row++) {
      if (!(rows[row * STRIDE + STEP] > rows[(row - 1) * STRIDE + STEP])) {
        ends[series++] = row;
      }
    }
    ends[series++] = count;
    return Arrays.copyOf(ends, series);
  }

  /** A row whose level is missing has no units. */
  private void toUnits(RatioPredictions ratios, int row, float[] rows, float[] units) {
    int offset = row * STRIDE;
    float level = DemandFeatures.levelOf(rows, offset);
    if (Float.isNaN(level)) {
      Arrays.fill(units, Float.NaN);
      return;
    }
    ratios.toUnits(row, level, mean, quantiles);
    float step = rows[offset + STEP];
    DemandClass demandClass = SeriesColumns.ofCode(rows[offset + WIDTH]);
    if (demandClass != null) {
      model.offsets().move(demandClass, (int) step, quantiles);
    }
    Quantiles.enclose(mean, quantiles);
    float factor = factor(rows[offset + WIDTH + 1], step);
    units[0] = mean[0] * factor;
    for (int q = 0; q < quantiles.length; q++) {
      units[1 + q] = quantiles[q][0] * factor;
    }
  }

  /** As the alignment of whole forecasts computes it. */
  private float factor(float ratio, float step) {
    return Float.isNaN(ratio) ? 1 : (float) StrictMath.pow(ratio, model.damping().at((int) step));
  }

  @Override
  public void close() {
    model.close();
  }
}
