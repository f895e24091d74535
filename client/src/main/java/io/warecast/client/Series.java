package io.warecast.client;

/**
 * A series.
 *
 * @param itemId an item, {@link #TOTAL}, or {@code _category:NAME}
 */
public record Series(String warehouseId, String itemId) {

  /** The item id of a whole warehouse. */
  public static final String TOTAL = "_total";

  /** A whole warehouse. */
  public static Series total(String warehouseId) {
    return new Series(warehouseId, TOTAL);
  }

  /** As the parameter {@code series} has it. */
  @Override
  public String toString() {
    return warehouseId + "|" + itemId;
  }
}
