package io.warecast.client;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The whole newest forecast of a series.
 *
 * @param mean units a day from firstDate on
 * @param levels of the quantiles, ascending
 * @param quantiles units by level, then by day
 * @param asOf last moment whose orders it knows
 */
public record Forecast(
    String warehouseId,
    String itemId,
    LocalDate firstDate,
    double[] mean,
    double[] levels,
    double[][] quantiles,
    String modelVersion,
    Instant asOf,
    Tier tier,
    Method method,
    Instant generatedAt,
    ServedFrom servedFrom) {

  public Series series() {
    return new Series(warehouseId, itemId);
  }
}
