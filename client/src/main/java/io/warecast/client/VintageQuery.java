package io.warecast.client;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which past forecasts are wanted: all of each day, or those of {@code knownOn} or {@code lead}.
 *
 * @param itemId empty for the whole warehouse
 * @param to last day, at most 400 days from the first
 * @param knownOn of each day the newest whose origin is that day or earlier; not with lead
 * @param lead of each day the one made so many days before
 */
public record VintageQuery(
    String warehouseId,
    Optional<String> itemId,
    LocalDate from,
    LocalDate to,
    Optional<LocalDate> knownOn,
    OptionalInt lead) {

  public static VintageQuery of(Series series, LocalDate from, LocalDate to) {
    return new VintageQuery(
        series.warehouseId(),
        Optional.of(series.itemId()),
        from,
        to,
        Optional.empty(),
        OptionalInt.empty());
  }

  public VintageQuery knownOn(LocalDate day) {
    return new VintageQuery(warehouseId, itemId, from, to, Optional.of(day), OptionalInt.empty());
  }

  public VintageQuery madeDaysBefore(int days) {
    return new VintageQuery(warehouseId, itemId, from, to, Optional.empty(), OptionalInt.of(days));
  }
}
