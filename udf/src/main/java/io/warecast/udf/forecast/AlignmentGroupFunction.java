package io.warecast.udf.forecast;

import io.warecast.domain.series.SeriesKey;
import org.apache.flink.table.functions.ScalarFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@code ALIGNMENT_GROUP(item_id, category)}: the item id of the group series that a forecast is
 * aligned with; a group's own is its own.
 */
public final class AlignmentGroupFunction extends ScalarFunction {

  private static final long serialVersionUID = 1L;

  /** The group; NULL for no item. */
  public @Nullable String eval(@Nullable String itemId, @Nullable String category) {
    if (itemId == null) {
      return null;
    }
    if (new SeriesKey("any", itemId).isGroup()) {
      return itemId;
    }
    return category == null || category.isEmpty()
        ? SeriesKey.TOTAL
        : SeriesKey.category("any", category).itemId();
  }
}
