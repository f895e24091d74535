package io.warecast.domain.forecast;

/** Puts predicted quantiles in order. */
public final class Quantiles {

  private Quantiles() {}

  /**
   * Makes quantiles non-negative and ascending in level, and lets the outermost two enclose the
   * mean: quantiles predicted on their own may cross, and a skewed mean may lie outside.
   *
   * @param mean one value a step, not negative
   * @param quantiles for each level, ascending, one value a step; changed in place
   */
  public static void enclose(float[] mean, float[][] quantiles) {
    int last = quantiles.length - 1;
    for (int step = 0; step < mean.length; step++) {
      float floor = 0;
      for (float[] row : quantiles) {
        floor = Math.max(floor, row[step]);
        row[step] = floor;
      }
      quantiles[0][step] = Math.min(quantiles[0][step], mean[step]);
      quantiles[last][step] = Math.max(quantiles[last][step], mean[step]);
    }
  }
}
