package io.warecast.client;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A page of alerts, the newest first.
 *
 * @param nextCursor of the next page; empty on the last
 */
public record AlertPage(List<Alert> alerts, Optional<String> nextCursor) {

  /** Something that somebody should look at. */
  public record Alert(
      String warehouseId,
      LocalDate date,
      String kind,
      String subject,
      OptionalDouble value,
      OptionalDouble limit,
      Instant raisedAt,
      String detail) {}
}
