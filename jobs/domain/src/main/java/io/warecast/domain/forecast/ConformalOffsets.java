package io.warecast.domain.forecast;

import io.warecast.domain.demand.DemandClass;
import java.util.Arrays;

/**
 * Moves the bounds of central intervals so that they cover what they claim: conformalized quantile
 * regression (Romano, Patterson and Candes, 2019) with offsets by demand class and step, in shares
 * of the width between the outermost quantiles.
 *
 * <p>The quantiles must be as they were predicted: where they cross or fall below zero tells rows
 * apart whose bounds are both zero afterwards.
 */
public final class ConformalOffsets {

  private static final int CLASSES = DemandClass.values().length;

  /** Leaves every interval as it is. */
  public static final ConformalOffsets NONE = new ConformalOffsets(new int[] {1}, new float[0]);

  /** Width below which shares of it would move nothing: half a unit. */
  private static final float LEAST_WIDTH = .5f;

  private final int[] fromSteps;
  private final int pairs;
  private final float[] offsets;

  /**
   * Offsets of all classes.
   *
   * @param fromSteps first step of each stretch of steps, ascending from 1
   * @param offsets by class (in the order of its constants), stretch and pair of levels from the
   *     outermost; empty for none
   */
  public ConformalOffsets(int[] fromSteps, float[] offsets) {
    if (fromSteps.length == 0 || offsets.length % (CLASSES * fromSteps.length) != 0) {
      throw new IllegalArgumentException(
          "%d offsets do not fit %d classes and %d stretches of steps"
              .formatted(offsets.length, CLASSES, fromSteps.length));
    }
    this.fromSteps = fromSteps.clone();
    this.offsets = offsets.clone();
    this.pairs = offsets.length / (CLASSES * fromSteps.length);
  }

  /**
   * Moves the bounds of one series' intervals, in units.
   *
   * @param quantiles for each level, ascending and symmetric around a half, one value a step;
   *     changed in place
   */
  public void move(DemandClass demandClass, float[][] quantiles) {
    move(demandClass, 1, quantiles);
  }

  /**
   * As the other, of a series' steps from a later one on.
   *
   * @param firstStep step of the first value of each level
   */
  public void move(DemandClass demandClass, int firstStep, float[][] quantiles) {
    int last = quantiles.length - 1;
    int moved = Math.min(pairs, quantiles.length / 2);
    if (moved == 0) {
      return;
    }
    for (int step = 0; step < quantiles[0].length; step++) {
      float width = width(quantiles[0][step], quantiles[last][step]);
      for (int pair = 0; pair < moved; pair++) {
        float by = width * offset(demandClass, firstStep + step, pair);
        quantiles[pair][step] -= by;
        quantiles[last - pair][step] += by;
      }
    }
  }

  /**
   * The width in units that offsets are shares of.
   *
   * @param lowest outermost quantiles of a step, as they were predicted
   */
  public static float width(float lowest, float highest) {
    return Math.max(LEAST_WIDTH, highest - lowest);
  }

  /** Place of the stretch that a step, from 1, lies in. */
  public static int stretch(int[] fromSteps, int step) {
    int found = Arrays.binarySearch(fromSteps, step);
    return Math.max(0, found >= 0 ? found : -found - 2);
  }

  @SuppressWarnings("EnumOrdinal") // the place in an array that lives no longer than the process
  private float offset(DemandClass demandClass, int step, int pair) {
    int stretch = stretch(fromSteps, step);
    return offsets[(demandClass.ordinal() * fromSteps.length + stretch) * pairs + pair];
  }
}
