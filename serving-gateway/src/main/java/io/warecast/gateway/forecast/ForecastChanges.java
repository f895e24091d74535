package io.warecast.gateway.forecast;

import io.warecast.domain.series.SeriesKey;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who wants to know when the forecast of a series changes. Listeners are called on any thread. */
public final class ForecastChanges {

  /** Told of changes; must return at once. */
  public interface Listener {
    void changed(SeriesKey key);

    /** Changes may have been missed until now. */
    void resumed();
  }

  private final ConcurrentHashMap<SeriesKey, Set<Listener>> listeners = new ConcurrentHashMap<>();
  private final List<Runnable> resumptions = new CopyOnWriteArrayList<>();

  public void add(SeriesKey key, Listener listener) {
    listeners.compute(
        key,
        (same, some) -> {
          Set<Listener> set = some == null ? ConcurrentHashMap.newKeySet() : some;
          set.add(listener);
          return set;
        });
  }

  public void remove(SeriesKey key, Listener listener) {
    listeners.computeIfPresent(
        key,
        (same, some) -> {
          some.remove(listener);
          return some.isEmpty() ? null : some;
        });
  }

  /** Has something done whenever changes are followed again. */
  public void onResumption(Runnable action) {
    resumptions.add(action);
  }

  void changed(SeriesKey key) {
    Set<Listener> some = listeners.get(key);
    if (some != null) {
      some.forEach(each -> each.changed(key));
    }
  }

  void resumed() {
    resumptions.forEach(Runnable::run);
    listeners.values().forEach(some -> some.forEach(Listener::resumed));
  }
}
