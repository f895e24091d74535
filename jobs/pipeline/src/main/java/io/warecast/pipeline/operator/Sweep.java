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
  private final Set<String> requested = new LinkedHashSet<>();
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

  /** Asks for the sweeps again that a restored snapshot holds. */
  void restore() throws Exception {
    for (String scope : unfinished.get()) {
      request(scope);
    }
  }

  /**
   * Asks for all series of a warehouse, or of all: those that have been visited in a sweep that is
   * under way are visited again. Cheap, as the series are found with the next turn, once for all
   * that were asked for until then.
   */
  void request(String scope) {
    scopes.add(scope);
    requested.add(scope);
  }

  boolean isUnderWay() {
    return !keys.isEmpty() || !requested.isEmpty();
  }

  /** Whether a series is still to be visited. */
  boolean isWaiting(SeriesKey key) {
    return keys.contains(key) || isRequested(key);
  }

  private boolean isRequested(SeriesKey key) {
    return requested.contains(ModelReference.ALL_WAREHOUSES)
        || requested.contains(key.warehouseId());
  }

  private void find(KeyedStateBackend<?> backend, String state) {
    try (Stream<?> known = backend.getKeys(state, VoidNamespace.INSTANCE)) {
      known.map(SeriesKey.class::cast).filter(this::isRequested).forEach(keys::add);
    }
    requested.clear();
  }

  /**
   * Visits the next few.
   *
   * @param state name of a keyed state that every series has
   */
  void next(KeyedStateBackend<?> backend, String state, Visit visit) throws Exception {
    if (!requested.isEmpty()) {
      find(backend, state);
    }
    Iterator<SeriesKey> next = keys.iterator();
    List<SeriesKey> turn = new ArrayList<>(SERIES_A_TURN);
    while (turn.size() < SERIES_A_TURN && next.hasNext()) {
      turn.add(next.next());
      next.remove();
    }
    for (SeriesKey key : turn) {
      visit.of(key);
    }
    if (!isUnderWay()) {
      scopes.clear();
    }
  }

  void snapshot() throws Exception {
    unfinished.update(scopes.stream().toList());
  }
}
