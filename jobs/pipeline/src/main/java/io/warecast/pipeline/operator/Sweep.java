package io.warecast.pipeline.operator;

import io.warecast.domain.model.ModelReference;
import io.warecast.domain.series.SeriesKey;
import java.util.ArrayList;
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
 * Visits every series of a warehouse, or of all, a few at a time, so that what comes in meanwhile
 * does not wait. What a failure interrupts begins again after it.
 */
final class Sweep {

  /** As many as score in some ten milliseconds. */
  private static final int SERIES_A_TURN = 256;

  private final ListState<String> unfinished;
  private final Set<String> scopes = new LinkedHashSet<>();
  private final LinkedHashSet<SeriesKey> keys = new LinkedHashSet<>();

  /** What is done with a series. */
  @FunctionalInterface
  interface Visit {
    void of(SeriesKey key) throws Exception;
  }

  Sweep(OperatorStateStore store) throws Exception {
    // Union: after a change of parallelism, every subtask may hold keys of an unfinished sweep.
    unfinished =
        store.getUnionListState(
            new ListStateDescriptor<>("unfinished-sweeps", TypeInformation.of(String.class)));
  }

  /** Begins the sweeps again that a restored snapshot holds. */
  void restore(KeyedStateBackend<?> backend, String state) throws Exception {
    for (String scope : unfinished.get()) {
      start(scope, backend, state);
    }
  }

  /**
   * Adds the series of a warehouse, or of all.
   *
   * @param state name of a keyed state that every series has
   */
  void start(String scope, KeyedStateBackend<?> backend, String state) {
    scopes.add(scope);
    try (Stream<?> known = backend.getKeys(state, VoidNamespace.INSTANCE)) {
      known
          .map(SeriesKey.class::cast)
          .filter(
              key -> scope.equals(ModelReference.ALL_WAREHOUSES) || scope.equals(key.warehouseId()))
          .forEach(keys::add);
    }
  }

  boolean isUnderWay() {
    return !keys.isEmpty();
  }

  /** Whether a series is still to be visited. */
  boolean isWaiting(SeriesKey key) {
    return keys.contains(key);
  }

  /** Visits the next few. */
  void next(Visit visit) throws Exception {
    Iterator<SeriesKey> next = keys.iterator();
    List<SeriesKey> turn = new ArrayList<>(SERIES_A_TURN);
    while (turn.size() < SERIES_A_TURN && next.hasNext()) {
      turn.add(next.next());
      next.remove();
    }
    for (SeriesKey key : turn) {
      visit.of(key);
    }
    if (keys.isEmpty()) {
      scopes.clear();
    }
  }

  void snapshot() throws Exception {
    unfinished.update(scopes.stream().toList());
  }
}
