package io.warecast.client;

import java.util.Optional;

/**
 * Where the version of before is to be used again.
 *
 * @param warehouseId only this one; empty for all
 */
public record RollbackRequest(Optional<String> warehouseId) {

  public static final RollbackRequest EVERYWHERE = new RollbackRequest(Optional.empty());

  public static RollbackRequest inWarehouse(String id) {
    return new RollbackRequest(Optional.of(id));
  }
}
