package io.warecast.client;

import java.util.Optional;

/**
 * How a version is to be promoted.
 *
 * @param warehouseId only this one, which then no longer follows the others; empty for all
 * @param force also when the gate refused the version or has never seen it
 */
public record PromoteRequest(Optional<String> warehouseId, Optional<Boolean> force) {

  /** Everywhere, if the gate has let it through. */
  public static final PromoteRequest EVERYWHERE =
      new PromoteRequest(Optional.empty(), Optional.empty());

  public static PromoteRequest inWarehouse(String id) {
    return new PromoteRequest(Optional.of(id), Optional.empty());
  }

  public PromoteRequest forced() {
    return new PromoteRequest(warehouseId, Optional.of(true));
  }
}
