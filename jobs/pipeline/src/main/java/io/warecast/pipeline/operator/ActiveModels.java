package io.warecast.pipeline.operator;

import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.model.ModelReference;
import io.warecast.domain.series.SeriesKey;
import io.warecast.scoring.model.DemandModel;
import io.warecast.scoring.registry.ModelRegistry;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The loaded models: one for all warehouses and those of single warehouses, which override it. */
final class ActiveModels implements AutoCloseable {

  private final Map<String, DemandModel> byWarehouse = new HashMap<>();

  /**
   * Loads a model, which takes a moment; safe on any thread.
   *
   * @throws io.warecast.domain.ActionableException when the registry has no such version
   * @throws io.warecast.scoring.model.ModelException when it is damaged or takes other features
   */
  static DemandModel load(ModelReference reference) {
    // One thread: subtasks are what scoring is spread over.
    return ModelRegistry.at(reference.registry(), reference.name())
        .load(reference.version(), DemandFeatures.SCHEMA, 1);
  }

  /** Puts a model in its place and gives back the one that stood there, to be closed. */
  @Nullable DemandModel replace(String warehouseId, DemandModel model) {
    return byWarehouse.put(warehouseId, model);
  }

  /** Takes a warehouse's own model away and gives it back, to be closed. */
  @Nullable DemandModel remove(String warehouseId) {
    return byWarehouse.remove(warehouseId);
  }

  /** The model that is scored beside the others; null while there is none. */
  @Nullable DemandModel shadow() {
    return byWarehouse.get(ModelReference.SHADOW);
  }

  /** The model that a series is to be forecast with; null while there is none. */
  @Nullable DemandModel of(SeriesKey key) {
    DemandModel own = byWarehouse.get(key.warehouseId());
    return own == null ? byWarehouse.get(ModelReference.ALL_WAREHOUSES) : own;
  }

  @Override
  public void close() {
    byWarehouse.values().forEach(DemandModel::close);
    byWarehouse.clear();
  }
}
