package io.warecast.scoring.promotion;

/**
 * What the gate lets pass.
 *
 * @param equal share by which the errors of two versions may differ in total that are as good as
 *     each other
 * @param margin share by which a candidate may be worse than the champion in a big segment, and in
 *     the pinball loss of the total
 * @param bigShare share of the units from which on a segment is a big one
 * @param totalPoints points (of 100) by which the coverage of the total may miss what its interval
 *     claims
 * @param segmentPoints likewise in a big segment
 */
public record GateLimits(
    double equal, double margin, double bigShare, double totalPoints, double segmentPoints) {

  public static final GateLimits STANDARD = new GateLimits(.005, .03, .05, 3, 8);

  public GateLimits {
    if (!(equal >= 0 && margin >= 0 && bigShare >= 0 && totalPoints >= 0 && segmentPoints >= 0)) {
      throw new IllegalArgumentException(
          "limits of the gate must be 0 or more: %s, %s, %s, %s, %s"
              .formatted(equal, margin, bigShare, totalPoints, segmentPoints));
    }
  }
}
