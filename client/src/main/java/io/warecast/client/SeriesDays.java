package io.warecast.client;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Days of a series.
 *
 * @param itemId empty for the whole warehouse
 * @param to last day, at most 400 days from the first
 */
public record SeriesDays(
    String warehouseId, Optional<String> itemId, LocalDate from, LocalDate to) {

  public static SeriesDays of(Series series, LocalDate from, LocalDate to) {
    return new SeriesDays(series.warehouseId(), Optional.of(series.itemId()), from, to);
  }
}
