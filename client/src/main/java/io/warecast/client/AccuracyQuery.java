package io.warecast.client;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which measures of a warehouse are wanted.
 *
 * @param demandClass such as {@code smooth}; all together when empty
 * @param lead days before that the forecasts were made: 1, 7, 14 or 28; 1 when empty
 */
public record AccuracyQuery(
    String warehouseId,
    LocalDate from,
    LocalDate to,
    Optional<String> demandClass,
    OptionalInt lead) {

  public static AccuracyQuery of(String warehouseId, LocalDate from, LocalDate to) {
    return new AccuracyQuery(warehouseId, from, to, Optional.empty(), OptionalInt.empty());
  }

  public AccuracyQuery ofClass(String name) {
    return new AccuracyQuery(warehouseId, from, to, Optional.of(name), lead);
  }

  public AccuracyQuery madeDaysBefore(int days) {
    return new AccuracyQuery(warehouseId, from, to, demandClass, OptionalInt.of(days));
  }
}
