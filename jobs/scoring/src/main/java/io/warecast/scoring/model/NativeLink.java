package io.warecast.scoring.model;

import java.util.Set;

/**
 * XGBoost's own link of a mean, called without its trees: the exponential is the C library's, which
 * Java does not promise to match. One instance may be used by one thread at a time.
 */
final class NativeLink implements Link {

  /** With one output, a link that goes row by row, and no parameter that the link depends on. */
  static final Set<String> OBJECTIVES = Set.of("reg:tweedie", "count:poisson");

  /** Adds nothing to what it is given. */
  private final NativeBooster leafless;

  private final float start;

  private NativeLink(NativeBooster leafless) {
    this.leafless = leafless;
    this.start = leafless.margin();
  }

  /**
   * The link of a booster.
   *
   * @param objective one of {@link #OBJECTIVES}
   * @param baseScore that its trees start from, as its JSON form has it
   */
  static NativeLink of(String objective, String baseScore) {
    return new NativeLink(NativeBooster.leafless(objective, baseScore));
  }

  @Override
  public float[] starts() {
    return new float[] {start};
  }

  @Override
  public float[][] apply(float[][] sums) {
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
