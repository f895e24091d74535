package io.warecast.client;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What would be forecast if something were otherwise.
 *
 * @param forecastDate first day; empty for the first of the newest forecast
 * @param horizonDays 1 to 366; a week when empty
 */
public record WhatIfRequest(
    String warehouseId,
    String itemId,
    Optional<LocalDate> forecastDate,
    OptionalInt horizonDays,
    Optional<String> modelVersion,
    Supposition suppose) {

  public static WhatIfRequest of(Series series, int days, Supposition suppose) {
    return new WhatIfRequest(
        series.warehouseId(),
        series.itemId(),
        Optional.empty(),
        OptionalInt.of(days),
        Optional.empty(),
        suppose);
  }
}
