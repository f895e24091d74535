package io.warecast.client;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What was demanded on closed days, by day. */
public record Actuals(String warehouseId, String itemId, List<Actual> actuals) {

  /** Units of a day, late orders up to updatedAt included. */
  public record Actual(LocalDate date, double units, Instant updatedAt) {}
}
