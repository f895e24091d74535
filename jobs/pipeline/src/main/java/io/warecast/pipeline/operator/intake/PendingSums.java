package io.warecast.pipeline.operator.intake;

import io.warecast.domain.demand.DemandChange;
import io.warecast.domain.demand.HourlyUnits;
import io.warecast.domain.series.SeriesKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Sums of groups and hours that wait a moment for more orders: every order of a warehouse adds to
 * its total, and one key must not get the whole stream.
 */
final class PendingSums {

  private final Map<SeriesDay, Sum> groups = new LinkedHashMap<>();
  private final Map<LocalHour, Long> hours = new LinkedHashMap<>();

  void addToGroup(SeriesKey group, int day, long micros, long orderedAt) {
    groups.computeIfAbsent(new SeriesDay(group, day), key -> new Sum()).add(micros, orderedAt);
  }

  void addToHour(String warehouseId, int day, int hour, long micros) {
    hours.merge(new LocalHour(warehouseId, day, hour), micros, Long::sum);
  }

  /** Sums of groups that wait. */
  int size() {
    return groups.size();
  }

  /**
   * Hands out what waits and forgets it. A sum of zero too: that a day had orders at all is known
   * then however orders and cancellations fell together.
   */
  void flush(Consumer<DemandChange> changes, Consumer<HourlyUnits> units) {
    groups.forEach(
        (key, sum) ->
            changes.accept(new DemandChange(key.series, key.day, sum.micros, sum.orderedAt)));
    groups.clear();
    hours.forEach(
        (key, micros) -> units.accept(new HourlyUnits(key.warehouseId, key.day, key.hour, micros)));
    hours.clear();
  }

  private record SeriesDay(SeriesKey series, int day) {}

  private record LocalHour(String warehouseId, int day, int hour) {}

  private static final class Sum {
    private long micros;
    private long orderedAt = Long.MIN_VALUE;

    void add(long added, long at) {
      micros += added;
      orderedAt = Math.max(orderedAt, at);
    }
  }
}
