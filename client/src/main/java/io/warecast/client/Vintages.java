package io.warecast.client;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;

/** What was forecast for days, by day and then by origin. */
public record Vintages(String warehouseId, String itemId, List<Vintage> vintages) {

  /**
   * A forecast of one day.
   *
   * @param origin last day that it knew
   * @param lead days from origin to targetDate
   * @param actual units that were demanded; empty until the day is closed
   */
  public record Vintage(
      LocalDate targetDate,
      LocalDate origin,
      int lead,
      double mean,
      double lower,
      double upper,
      Tier tier,
      Method method,
      String modelVersion,
      Instant asOf,
      String runId,
      OptionalDouble actual) {}
}
