package io.warecast.client;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a forecast is made up of.
 *
 * @param forecastDate first day; empty for the first of the newest forecast
 * @param horizonDays 1 to 366; a week when empty
 */
public record ExplainRequest(
    String warehouseId,
    Optional<String> itemId,
    Optional<LocalDate> forecastDate,
    OptionalInt horizonDays,
    Optional<String> modelVersion) {

  public static ExplainRequest of(Series series, int days) {
    return new ExplainRequest(
        series.warehouseId(),
        Optional.of(series.itemId()),
        Optional.empty(),
        OptionalInt.of(days),
        Optional.empty());
  }
}
