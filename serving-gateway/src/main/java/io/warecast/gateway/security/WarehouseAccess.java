package io.warecast.gateway.security;

import java.util.Set;

/** The warehouses that a caller may see: those listed, or every one. */
public record WarehouseAccess(Set<String> warehouses) {

  /** The claim value that opens every warehouse; stands alone. */
  public static final String ALL = "*";

  public WarehouseAccess {
    warehouses = Set.copyOf(warehouses);
    if (warehouses.contains(ALL) && warehouses.size() > 1) {
      throw new IllegalArgumentException("'*' opens every warehouse and stands alone");
    }
    if (warehouses.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("a warehouse id is empty");
    }
  }

  public boolean allows(String warehouseId) {
    return warehouses.contains(ALL) || warehouses.contains(warehouseId);
  }
}
