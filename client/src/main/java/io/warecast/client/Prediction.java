package io.warecast.client;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A forecast of the days that were asked for.
 *
 * @param confidenceLevel share of days that the intervals are to hold; empty without intervals
 * @param confidenceIntervals one a day, or none
 * @param asOf last moment whose orders it knows
 * @param latencyMs milliseconds in the gateway
 */
public record Prediction(
    String warehouseId,
    String itemId,
    List<DayMean> predictions,
    OptionalDouble confidenceLevel,
    List<DayInterval> confidenceIntervals,
    String modelVersion,
    Instant asOf,
    Tier tier,
    Method method,
    Instant generatedAt,
    ServedFrom servedFrom,
    double latencyMs) {

  /** Expected units of a day. */
  public record DayMean(LocalDate targetDate, double mean) {}

  /** Units between which a day's demand is to lie. */
  public record DayInterval(LocalDate targetDate, double lower, double upper) {}
}
