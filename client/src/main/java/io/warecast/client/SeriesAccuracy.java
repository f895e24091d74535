package io.warecast.client;

import java.util.List;
import java.util.OptionalDouble;

/** How the forecasts of one series have done, by lead. */
public record SeriesAccuracy(String warehouseId, String itemId, List<LeadAccuracy> leads) {

  /**
   * How those made so many days before have done.
   *
   * @param days that were compared
   * @param units demanded on these days
   * @param wape sum of absolute errors over units; empty when nothing was demanded
   * @param bias sum of errors (forecast less demand) over units; likewise
   * @param coverage share of days within the widest interval
   */
  public record LeadAccuracy(
      int lead,
      int days,
      double units,
      OptionalDouble wape,
      OptionalDouble bias,
      double coverage) {}
}
