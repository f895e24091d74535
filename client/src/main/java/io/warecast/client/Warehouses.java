package io.warecast.client;

import java.util.List;
import java.util.Optional;

/** Warehouses that the token opens, by id. */
public record Warehouses(List<Warehouse> warehouses) {

  /**
   * A place that orders leave from.
   *
   * @param series with a forecast, groups included
   */
  public record Warehouse(
      String warehouseId, Optional<String> region, Optional<String> timeZone, int series) {}
}
