package io.warecast.pipeline.operator;

import io.warecast.domain.model.ModelReference;
import io.warecast.domain.series.SeriesKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;

/**
 * Series that wait to be forecast, each once however often it is asked for: those of which
 * something of their own has changed, and all of a warehouse, or all there are, when something that
 * they share has. A failure begins the latter again; the former are for others to remember.
 */
final class WaitingSeries {

  private final ListState<String> unfinished;
  private final Set<String> scopes = new LinkedHashSet<>();
  private final Set<String> requested = new LinkedHashSet<>();
  private final LinkedHashSet<SeriesKey> single = new LinkedHashSet<>();
  private final LinkedHashSet<SeriesKey> swept = new LinkedHashSet<>();

  /** What is done with a series. */
  @FunctionalInterface
  interface Visit {
    void of(SeriesKey key) throws Exception;
  }

  WaitingSeries(OperatorStateStore store) throws Exception {
    // Union: after a change of parallelism, every subtask may hold keys of an unfinished sweep.
    unfinished =
        store.getUnionListState(
            new ListStateDescriptor<>("unfinished-sweeps", TypeInformation.of(String.class)));
  }

  /** Asks again for the warehouses that a restored snapshot holds. */
  void restore() throws Exception {
    for (String scope : unfinished.get()) {
      addAll(scope);
    }
  }

  void add(SeriesKey key) {
    single.add(key);
  }

  /**
   * Asks for all series of a warehouse, or of all: those that have been visited for an earlier such
   * request are visited again. Cheap, as the series are found with the next visit, once for all
   * that were asked for until then.
   */
  void addAll(String scope) {
    scopes.add(scope);
    requested.add(scope);
  }

  boolean isAny() {
    return !single.isEmpty() || isSweeping();
  }

  private boolean isSweeping() {
    return !swept.isEmpty() || !requested.isEmpty();
  }

  /** Whether something that a series shares has changed and it has not been visited since. */
  boolean isToBeSwept(SeriesKey key) {
    return swept.contains(key) || isRequested(key);
  }

  /** Those that wait for something of their own. */
  Collection<SeriesKey> single() {
    return Collections.unmodifiableCollection(single);
  }

  private boolean isRequested(SeriesKey key) {
    return requested.contains(ModelReference.ALL_WAREHOUSES)
        || requested.contains(key.warehouseId());
  }

  private void find(KeyedStateBackend<?> backend, String state) {
    try (Stream<?> known = backend.getKeys(state, VoidNamespace.INSTANCE)) {
      known.map(SeriesKey.class::cast).filter(this::isRequested).forEach(swept::add);
    }
    requested.clear();
  }

  /**
   * Visits the next few, at least half of them of those that wait for something of their own if
   * there are so many.
   *
   * @param state name of a keyed state that every series has
   */
  void next(int most, KeyedStateBackend<?> backend, String state, Visit ofSingle, Visit ofSwept)
      throws Exception {
    if (!requested.isEmpty()) {
      find(backend, state);
    }
    int share = swept.isEmpty() ? most : Math.max(most / 2, most - swept.size());
    List<SeriesKey> singles = take(single, share);
    List<SeriesKey> sweeps = take(swept, most - singles.size());
    for (SeriesKey key : singles) {
      ofSingle.of(key);
    }
    for (SeriesKey key : sweeps) {
      ofSwept.of(key);
    }
    if (!isSweeping()) {
      scopes.clear();
    }
  }

  private static List<SeriesKey> take(Set<SeriesKey> keys, int most) {
    List<SeriesKey> taken = new ArrayList<>(most);
    Iterator<SeriesKey> next = keys.iterator();
    while (taken.size() < most && next.hasNext()) {
      taken.add(next.next());
      next.remove();
    }
    return taken;
  }

  void snapshot() throws Exception {
    unfinished.update(scopes.stream().toList());
  }
}
