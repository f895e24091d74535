package io.warecast.scoring.model;

import java.util.Set;
import java.util.SplittableRandom;

/**
 * The link of a mean: the exponential of the C library that XGBoost calls. Java computes it where
 * it is found to agree, as a call of XGBoost costs as much as a series does; else a booster without
 * trees does. One instance may be used by one thread at a time.
 */
final class ExponentialLink implements Link {

  /** With one output, a link that goes row by row, and no parameter that the link depends on. */
  static final Set<String> OBJECTIVES = Set.of("reg:tweedie", "count:poisson");

  private static final int PROBES = 1 << 14;

  /** Margins of demand are logarithms of units. */
  private static final double MOST = 20;

  /** Adds nothing to what it is given. */
  private final NativeBooster leafless;

  private final float start;

  private final boolean isJavas;

  private ExponentialLink(NativeBooster leafless, float start, boolean isJavas) {
    this.leafless = leafless;
    this.start = start;
    this.isJavas = isJavas;
  }

  /** A C library that goes by other steps differs in one of some hundred results. */
  private static boolean agrees(NativeBooster leafless) {
    SplittableRandom random = new SplittableRandom(1);
    float[] margins = new float[PROBES];
    for (int i = 0; i < PROBES; i++) {
      margins[i] = (float) random.nextDouble(-MOST, MOST);
    }
    float[][] expected = leafless.link(margins);
    for (int i = 0; i < PROBES; i++) {
      float ours = Exponential.of(margins[i]);
      if (!Float.isNaN(ours) && ours != expected[i][0]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The link of a booster.
   *
   * @param objective one of {@link #OBJECTIVES}
   * @param baseScore that its trees start from, as its JSON form has it
   */
  static ExponentialLink of(String objective, String baseScore) {
    NativeBooster leafless = NativeBooster.leafless(objective, baseScore);
    try {
      return new ExponentialLink(leafless, leafless.margin(), agrees(leafless));
    } catch (ModelException e) {
      leafless.close();
      throw e;
    }
  }

  @Override
  public float[] starts() {
    return new float[] {start};
  }

  @Override
  public float[][] apply(float[][] sums) {
    if (!isJavas) {
      return byXgboost(sums);
    }
    for (float[] row : sums) {
      float known = Exponential.of(row[0]);
      row[0] = Float.isNaN(known) ? byXgboost(new float[][] {row})[0][0] : known;
    }
    return sums;
  }

  private float[][] byXgboost(float[][] sums) {
    float[] margins = new float[sums.length];
    for (int row = 0; row < margins.length; row++) {
      margins[row] = sums[row][0];
    }
    return leafless.link(margins);
  }

  @Override
  public void close() {
    leafless.close();
  }
}
