package io.warecast.pipeline.operator;

import io.warecast.domain.model.ModelReference;
import io.warecast.domain.series.SeriesKey;
import io.warecast.scoring.model.DemandModel;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts models in place of others between two micro-batches; one that cannot be loaded is not. */
final class ModelSwap implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ModelSwap.class);

  private final ActiveModels active = new ActiveModels();
  private final PendingModels pending = new PendingModels();
  private final Forecaster forecaster;
  private final SharedState shared;
  private final Counter refused;

  ModelSwap(Forecaster forecaster, SharedState shared, Counter refused) {
    this.forecaster = forecaster;
    this.shared = shared;
    this.refused = refused;
  }

  /** Loads at once what is in state. */
  void restore() throws Exception {
    for (ModelReference reference : shared.models()) {
      DemandModel none = active.replace(reference.warehouseId(), ActiveModels.load(reference));
      assert none == null;
    }
  }

  @Nullable DemandModel of(SeriesKey key) {
    return active.of(key);
  }

  /** The model that is scored beside the others; null while there is none. */
  @Nullable DemandModel shadow() {
    return active.shadow();
  }

  /** Loads a model here and now. */
  void activate(ModelReference reference) throws Exception {
    replace(reference, ActiveModels.load(reference));
  }

  /** Begins to load a model in the background; {@link #activateLoaded} puts it in place. */
  void request(ModelReference reference) {
    pending.load(reference);
  }

  boolean isLoading() {
    return !pending.isEmpty();
  }

  /** What has been put in place since the last call, one at a time; null when nothing has. */
  @Nullable ModelReference activateLoaded() throws Exception {
    for (PendingModels.Loaded next = pending.poll(); next != null; next = pending.poll()) {
      if (next.model() != null) {
        replace(next.reference(), next.model());
        return next.reference();
      }
      refused.inc();
      LOG.error(
          "Model {} cannot be used, the one before it stays", next.reference(), next.failure());
    }
    return null;
  }

  /** Takes a warehouse's own model away, and what still loads for it. */
  void withdraw(String warehouseId) throws Exception {
    pending.cancel(warehouseId);
    forecaster.flushAll();
    close(active.remove(warehouseId));
    shared.removeModel(warehouseId);
  }

  private void replace(ModelReference reference, DemandModel model) throws Exception {
    forecaster.flushAll();
    close(active.replace(reference.warehouseId(), model));
    shared.put(reference);
  }

  private void close(@Nullable DemandModel replaced) {
    if (replaced != null) {
      forecaster.forget(replaced);
      replaced.close();
    }
  }

  @Override
  public void close() {
    pending.close();
    active.close();
  }
}
