package io.warecast.pipeline.operator;

import io.warecast.domain.series.SeriesKey;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.java.functions.KeySelector;

/**
 * The group series that a forecast is aligned with: that of its item's category, or the total of
 * its warehouse where the item has none. A group's own forecast meets its items there.
 */
public final class GroupOf implements KeySelector<MadeForecast, SeriesKey> {

  private static final long serialVersionUID = 1L;

  private final HashMap<String, String> categories;

  /**
   * The groups of items.
   *
   * @param categories by item id; items that are unknown or have none are left out
   */
  public GroupOf(Map<String, String> categories) {
    this.categories = new HashMap<>(categories);
  }

  @Override
  public SeriesKey getKey(MadeForecast made) {
    SeriesKey series = made.forecast().key();
    if (made.isPart()) {
      return SeriesKey.total(series.warehouseId());
    }
    if (series.isGroup()) {
      return series;
    }
    String category = categories.get(series.itemId());
    return category == null
        ? SeriesKey.total(series.warehouseId())
        : SeriesKey.category(series.warehouseId(), category);
  }
}
