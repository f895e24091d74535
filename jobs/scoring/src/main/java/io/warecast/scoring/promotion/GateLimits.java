package io.warecast.scoring.promotion;

import io.warecast.domain.model.ModelManifest;

/**
 * What the gate lets pass.
 *
 * @param equal share by which the errors of two versions may differ in total that are as good as
 *     each other
 * @param lead share by which a candidate must be better than the champion in total, unless it is as
 *     good and knows newer days
 * @param margin share by which a candidate may be worse than the champion in a big segment, and in
 *     the pinball loss of the total
 * @param bigShare share of the units from which on a segment is a big one
 * @param totalPoints points (of 100) by which the coverage of the total may miss what its interval
 *     claims
 * @param segmentPoints likewise in a big segment
 */
public record GateLimits(
    double equal,
    double lead,
    double margin,
    double bigShare,
    double totalPoints,
    double segmentPoints) {

  public static final GateLimits STANDARD = new GateLimits(.005, 0, .03, .05, 3, 8);

  /**
   * Of a model of one warehouse against that of all: of many warehouses some are a little better by
   * chance, and each model of its own is one more to look after.
   */
  static final GateLimits OF_WAREHOUSE = new GateLimits(.005, .01, .03, .05, 3, 8);

  /** The limits that a version is judged by. */
  static GateLimits of(ModelManifest candidate) {
    return candidate.warehouseId().isEmpty() ? STANDARD : OF_WAREHOUSE;
  }

  public GateLimits {
    if (!(equal >= 0
        && lead >= 0
        && margin >= 0
        && bigShare >= 0
        && totalPoints >= 0
        && segmentPoints >= 0)) {
      throw new IllegalArgumentException(
          "limits of the gate must be 0 or more: %s, %s, %s, %s, %s, %s"
              .formatted(equal, lead, margin, bigShare, totalPoints, segmentPoints));
    }
  }
}
