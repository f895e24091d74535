package io.warecast.scoring.model;

import java.util.Arrays;

/** What makes predictions of the leaves that a booster's trees have added up. */
interface Link extends AutoCloseable {

  /** What the leaves are added to, by output. */
  float[] starts();

  /**
   * Predictions.
   *
   * @param sums one array of outputs a row; may be changed
   */
  float[][] apply(float[][] sums);

  @Override
  void close();

  /** The link of quantiles: XGBoost (3.1 and later) sorts them, so that they never cross. */
  record Sorting(float[] starts) implements Link {

    @Override
    public float[][] apply(float[][] sums) {
      for (float[] row : sums) {
        Arrays.sort(row);
      }
      return sums;
    }

    @Override
    public void close() {
      // Nothing to free.
    }
  }
}
