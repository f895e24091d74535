package io.warecast.scoring.training;

import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.forecast.Quantiles;
import io.warecast.scoring.model.DemandModel;
import io.warecast.scoring.model.RatioPredictions;
import java.util.Map;
import java.util.TreeMap;

/** Measures a model on rows that its fit has not seen, in units. */
final class Validation {

  private static final int BLOCK = 4096;

  private final int width;
  private double units;
  private double absoluteError;
  private double error;
  private long inside;
  private long rows;

  private Validation(int width) {
    this.width = width;
  }

  /**
   * WAPE, bias (both as shares of the units) and coverage of the outermost interval; empty when
   * there are no rows or no units.
   */
  static Map<String, Double> measure(DemandModel model, TrainingRows rows, int width) {
    Validation validation = new Validation(width);
    float[] features = rows.features();
    float[] ratios = rows.ratios();
    float[] block = new float[BLOCK * width];
    for (int from = 0; from < ratios.length; from += BLOCK) {
      int count = Math.min(BLOCK, ratios.length - from);
      System.arraycopy(features, from * width, block, 0, count * width);
      validation.add(model.predict(block, count), block, ratios, from, count);
    }
    return validation.metrics();
  }

  private void add(
      RatioPredictions predictions, float[] block, float[] ratios, int from, int count) {
    float[] mean = new float[1];
    float[][] quantiles = new float[predictions.quantiles()[0].length][1];
    for (int i = 0; i < count; i++) {
      float level = DemandFeatures.levelOf(block, i * width);
      predictions.toUnits(i, level, mean, quantiles);
      Quantiles.enclose(mean, quantiles);
      double actual = (double) ratios[from + i] * level;
      units += actual;
      absoluteError += Math.abs(actual - mean[0]);
      error += mean[0] - actual;
      // Half a thousandth of a unit: the ratio has been divided and multiplied in single precision.
      if (actual >= quantiles[0][0] - 5e-4 && actual <= quantiles[quantiles.length - 1][0] + 5e-4) {
        inside++;
      }
      rows++;
    }
  }

  private Map<String, Double> metrics() {
    Map<String, Double> metrics = new TreeMap<>();
    if (rows > 0 && units > 0) {
      metrics.put("validation_rows", (double) rows);
      metrics.put("validation_wape", absoluteError / units);
      metrics.put("validation_bias", error / units);
      metrics.put("validation_coverage", inside / (double) rows);
    }
    return metrics;
  }
}
