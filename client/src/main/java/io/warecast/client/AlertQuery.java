package io.warecast.client;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which alerts are wanted.
 *
 * @param kind such as {@code coverage}
 * @param limit longest page, 1 to 500
 * @param cursor of the page before
 */
public record AlertQuery(
    Optional<String> warehouseId,
    Optional<String> kind,
    OptionalInt limit,
    Optional<String> cursor) {

  public static final AlertQuery ALL =
      new AlertQuery(Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());

  public AlertQuery inWarehouse(String id) {
    return new AlertQuery(Optional.of(id), kind, limit, cursor);
  }

  public AlertQuery ofKind(String only) {
    return new AlertQuery(warehouseId, Optional.of(only), limit, cursor);
  }

  public AlertQuery upTo(int most) {
    return new AlertQuery(warehouseId, kind, OptionalInt.of(most), cursor);
  }

  /** The page that follows. */
  public AlertQuery after(String nextCursor) {
    return new AlertQuery(warehouseId, kind, limit, Optional.of(nextCursor));
  }
}
