package io.warecast.pipeline.operator.intake;

import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every order of one warehouse is measured by, worked out once. */
final class WarehouseIntake {

  private final Warehouse warehouse;
  private final LocalDays days;
  private final long historyEnd;
  private final SeriesKey total;
  private final Map<String, SeriesKey> categories = new HashMap<>();

  WarehouseIntake(Warehouse warehouse, int historyEndDay) {
    this.warehouse = warehouse;
    days = new LocalDays(warehouse.timeZone());
    historyEnd = warehouse.endOfDay(historyEndDay);
    total = SeriesKey.total(warehouse.id());
  }

  LocalDays days() {
    return days;
  }

  /** The last moment (epoch millis) of arrival of which the history holds the orders. */
  long historyEnd() {
    return historyEnd;
  }

  /** First millisecond (epoch) of a local day. */
  long startOfDay(int day) {
    return warehouse.endOfDay(day - 1) + 1;
  }

  /**
   * Adds what was ordered of an item to the groups that it belongs to.
   *
   * @param category of the item; null when it has none
   */
  void addToGroups(
      PendingSums sums, @Nullable String category, int day, long micros, long orderedAt) {
    sums.addToGroup(total, day, micros, orderedAt);
    if (category != null) {
      sums.addToGroup(categoryKey(category), day, micros, orderedAt);
    }
  }

  private SeriesKey categoryKey(String name) {
    return categories.computeIfAbsent(name, n -> SeriesKey.category(warehouse.id(), n));
  }
}
