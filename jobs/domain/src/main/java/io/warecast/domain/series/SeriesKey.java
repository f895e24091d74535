package io.warecast.domain.series;

/**
 * Identity of a series: one item in one warehouse, or a group of items of a warehouse.
 *
 * <p>Group series carry reserved item ids: {@value #TOTAL} is the whole warehouse, {@code
 * _category:NAME} a category of items in it.
 *
 * @param warehouseId not empty, without {@code ':'}, {@code '|'} and control characters
 * @param itemId not empty, without {@code '|'} and control characters
 */
public record SeriesKey(String warehouseId, String itemId) {

  /** Item id of the whole warehouse. */
  public static final String TOTAL = "_total";

  private static final String CATEGORY_PREFIX = "_category:";

  public SeriesKey {
    requireId("warehouse_id", warehouseId, ":|");
    requireId("item_id", itemId, "|");
  }

  public static SeriesKey total(String warehouseId) {
    return new SeriesKey(warehouseId, TOTAL);
  }

  public static SeriesKey category(String warehouseId, String category) {
    return new SeriesKey(warehouseId, CATEGORY_PREFIX + category);
  }

  /** Whether this is a group series rather than a single item. */
  public boolean isGroup() {
    return itemId.equals(TOTAL) || itemId.startsWith(CATEGORY_PREFIX);
  }

  /** Name of the category that this is the series of; empty for items and totals. */
  public String categoryName() {
    return itemId.startsWith(CATEGORY_PREFIX) ? itemId.substring(CATEGORY_PREFIX.length()) : "";
  }

  /** The partitioning key of every Kafka topic: {@code warehouse|item}. */
  public String partitionKey() {
    return warehouseId + "|" + itemId;
  }

  /**
   * Written out because Flink assigns key groups by it: it must be the same in every JVM, which the
   * specification does not promise for a record's own. The factor (Fibonacci hashing's) keeps ids
   * that count up on both sides, {@code W1|i12} and {@code W2|i02}, from falling on the same
   * number.
   */
  @Override
  public int hashCode() {
    return 0x9E3779B1 * warehouseId.hashCode() + itemId.hashCode();
  }

  @Override
  public String toString() {
    return partitionKey();
  }

  private static void requireId(String name, String id, String forbidden) {
    if (id.isBlank()) {
      throw new IllegalArgumentException(name + " is empty");
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c < ' ' || forbidden.indexOf(c) >= 0) {
        throw new IllegalArgumentException(
            "%s '%s' has the character '%c' (U+%04X), which is reserved"
                .formatted(name, id, c, (int) c));
      }
    }
  }
}
