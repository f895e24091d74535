package io.warecast.pipeline.operator;

import io.warecast.domain.ActionableException;
import io.warecast.domain.model.ModelActivation;
import io.warecast.domain.model.ModelReference;
import io.warecast.scoring.registry.ModelRegistry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a model's aliases with every tick and asks for what they have come to name. Runs in one
 * subtask. An alias counts when it changes: an activation by the control topic is not undone by
 * aliases that stay as they were.
 */
public final class AliasWatch extends RichFlatMapFunction<Long, ModelActivation>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(AliasWatch.class);

  private final String registry;
  private final String name;
  private final TreeMap<String, String> atStart;
  private transient Map<String, String> seen;
  private transient @Nullable ListState<Map<String, String>> seenState;

  /**
   * A watch on a model.
   *
   * @param atStart versions by warehouse that the job starts with
   */
  public AliasWatch(String registry, String name, Map<String, String> atStart) {
    this.registry = registry;
    this.name = name;
    this.atStart = new TreeMap<>(atStart);
    this.seen = Map.of();
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    seenState =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("seen", Types.MAP(Types.STRING, Types.STRING)));
    seen = atStart;
    for (Map<String, String> restored : seenState.get()) {
      seen = restored;
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    Objects.requireNonNull(seenState).update(List.of(seen));
  }

  @Override
  public void flatMap(Long tick, Collector<ModelActivation> out) {
    Map<String, String> now;
    try {
      now = ModelRegistry.at(registry, name).aliases().activeAndShadow();
    } catch (ActionableException e) {
      // The file may be in the middle of being replaced, its store away: the next tick looks again.
      LOG.warn("The aliases of model {} cannot be read: {}", name, e.getMessage());
      return;
    }
    now.forEach(
        (warehouseId, version) -> {
          if (!version.equals(seen.get(warehouseId))) {
            out.collect(new ModelActivation(name, version, warehouseId));
          }
        });
    for (String warehouseId : seen.keySet()) {
      if (!now.containsKey(warehouseId) && !warehouseId.equals(ModelReference.ALL_WAREHOUSES)) {
        out.collect(new ModelActivation(name, "", warehouseId));
      }
    }
    seen = now;
  }
}
