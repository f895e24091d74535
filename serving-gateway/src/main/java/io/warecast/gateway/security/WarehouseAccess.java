package io.warecast.gateway.security;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

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

  /** Whether every warehouse is open, those to come included. */
  public boolean isAll() {
    return warehouses.contains(ALL);
  }

  public boolean allows(String warehouseId) {
    return isAll() || warehouses.contains(warehouseId);
  }

  /** What of a list is of open warehouses, in its order. */
  public <T> List<T> filter(Collection<T> entries, Function<? super T, String> warehouseOf) {
    return entries.stream().filter(entry -> allows(warehouseOf.apply(entry))).toList();
  }
}
