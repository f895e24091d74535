package io.warecast.pipeline.operator.intake;

import io.warecast.domain.series.SeriesKey;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/**
 * The ids of the events that were counted in the current key's series, for as long as their day
 * takes orders.
 *
 * <p>A series with ids has a timer that sweeps those whose day is over. It stands on a grid of
 * {@value #SWEEP_DAYS} days, shifted by series: so an id is read only a few times in its life, the
 * series do not all sweep at the same midnight, and timers set twice fall on the same moment.
 */
final class CountedEvents {

  private static final int SWEEP_DAYS = 4;

  /** Series whose timer is known to be set: only to spare setting it again with every order. */
  private static final int TIMERS_REMEMBERED = 1 << 16;

  private final MapState<String, Integer> days;
  private final InternalTimerService<VoidNamespace> timers;
  private final int latenessDays;
  private final Set<SeriesKey> withTimer = new HashSet<>();

  CountedEvents(
      MapState<String, Integer> days,
      InternalTimerService<VoidNamespace> timers,
      int latenessDays) {
    this.days = days;
    this.timers = timers;
    this.latenessDays = latenessDays;
  }

  /** Whether the event had not been counted yet; now it has. */
  boolean add(SeriesKey key, String eventId, int day, WarehouseIntake warehouse) throws Exception {
    if (days.get(eventId) != null) {
      return false;
    }
    days.put(eventId, day);
    if (!withTimer.contains(key)) {
      setTimer(key, day, warehouse);
    }
    return true;
  }

  /** Forgets the ids whose day takes no orders any more at the moment of a timer. */
  void sweep(SeriesKey key, long moment, WarehouseIntake warehouse) throws Exception {
    int oldestOpen = warehouse.days().day(moment) - latenessDays;
    int oldestKept = Integer.MAX_VALUE;
    Iterator<Map.Entry<String, Integer>> ids = days.iterator();
    while (ids.hasNext()) {
      int day = ids.next().getValue();
      if (day < oldestOpen) {
        ids.remove();
      } else {
        oldestKept = Math.min(oldestKept, day);
      }
    }
    withTimer.remove(key);
    if (oldestKept == Integer.MAX_VALUE) {
      days.clear(); // the heap would keep the empty map
    } else {
      setTimer(key, oldestKept, warehouse);
    }
  }

  /** Forgets all ids of a series. */
  void clear() {
    days.clear();
  }

  private void setTimer(SeriesKey key, int day, WarehouseIntake warehouse) {
    int over = day + latenessDays + 1;
    int sweepDay = over + Math.floorMod(key.hashCode() - over, SWEEP_DAYS);
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, warehouse.startOfDay(sweepDay));
    if (withTimer.size() >= TIMERS_REMEMBERED) {
      withTimer.clear();
    }
    withTimer.add(key);
  }
}
