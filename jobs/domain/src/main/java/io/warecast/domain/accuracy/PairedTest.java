package io.warecast.domain.accuracy;

import java.util.SplittableRandom;

/**
 * Whether one forecaster's losses are lower than another's on the same blocks of days and series: a
 * permutation test that changes the sign of whole blocks at random (Good, "Permutation, Parametric
 * and Bootstrap Tests of Hypotheses", 2005). What happens within a block may depend on each other,
 * blocks must not.
 *
 * @param blocks that had any loss
 * @param relativeDifference sum of the first's losses less the other's, over the other's; negative
 *     where the first is better
 * @param pValue chance (two-sided) of a difference as great where there is none in truth
 */
public record PairedTest(int blocks, double relativeDifference, double pValue) {

  private static final int DRAWS = 9_999;

  /**
   * Compares two forecasters.
   *
   * @param losses of the first, one a block
   * @param others of the other, in the same order
   */
  public static PairedTest of(double[] losses, double[] others, long seed) {
    if (losses.length != others.length) {
      throw new IllegalArgumentException(
          "%d blocks against %d".formatted(losses.length, others.length));
    }
    double[] differences = new double[losses.length];
    double difference = 0;
    double other = 0;
    for (int i = 0; i < losses.length; i++) {
      differences[i] = losses[i] - others[i];
      difference += differences[i];
      other += others[i];
    }
    return new PairedTest(losses.length, difference / other, pValue(differences, difference, seed));
  }

  private static double pValue(double[] differences, double observed, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    // Sums in another order differ in their last bits.
    double atLeast = Math.abs(observed) * (1 - 1e-9);
    int asGreat = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      long signs = 0;
      for (int i = 0; i < differences.length; i++) {
        signs = i % 64 == 0 ? random.nextLong() : signs >>> 1;
        sum += (signs & 1) == 0 ? differences[i] : -differences[i];
      }
      asGreat += Math.abs(sum) >= atLeast ? 1 : 0;
    }
    return (1.0 + asGreat) / (1.0 + DRAWS);
  }
}
