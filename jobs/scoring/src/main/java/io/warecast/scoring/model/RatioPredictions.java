package io.warecast.scoring.model;

/**
 * A block of predictions, as ratios to the level of each row's series.
 *
 * @param mean one array of length 1 a row
 * @param quantiles one array of length {@code levels} a row
 */
public record RatioPredictions(float[][] mean, float[][] quantiles) {

  /**
   * Turns consecutive rows, the steps of one series, into units.
   *
   * @param firstRow row of step 1
   * @param level units a day that the ratios refer to
   * @param meanUnits receives one value a step
   * @param quantileUnits receives, for each level, one value a step, as predicted: they may cross
   *     and lie below zero until {@link io.warecast.domain.forecast.Quantiles#enclose} orders them
   */
  public void toUnits(int firstRow, float level, float[] meanUnits, float[][] quantileUnits) {
    for (int step = 0; step < meanUnits.length; step++) {
      meanUnits[step] = Math.max(0, mean[firstRow + step][0] * level);
      for (int q = 0; q < quantileUnits.length; q++) {
        quantileUnits[q][step] = quantiles[firstRow + step][q] * level;
      }
    }
  }
}
