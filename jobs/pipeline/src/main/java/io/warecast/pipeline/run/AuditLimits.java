package io.warecast.pipeline.run;

import io.warecast.domain.ActionableException;

/**
 * What an audit lets pass.
 *
 * @param seasonalShare highest share of series that come from the seasonal tier, 0 to 1
 * @param lowestLevel lowest ratio of a warehouse's forecast to its recent units a day
 * @param highestLevel highest such ratio
 * @param smallestLevel units a day below which a warehouse's level says nothing and is not checked
 */
public record AuditLimits(
    double seasonalShare, double lowestLevel, double highestLevel, double smallestLevel) {

  public static final AuditLimits DEFAULT = new AuditLimits(0.2, 0.4, 2.5, 10);

  public AuditLimits {
    if (!(seasonalShare >= 0 && seasonalShare <= 1)) {
      throw new ActionableException(
          "audit limit seasonal share %s is not between 0 and 1".formatted(seasonalShare));
    }
    if (!(lowestLevel >= 0 && lowestLevel < highestLevel)) {
      throw new ActionableException(
          "audit limits of the level, %s to %s, are not an ascending pair of positive numbers"
              .formatted(lowestLevel, highestLevel));
    }
  }
}
