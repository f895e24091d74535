package io.warecast.pipeline.operator;

import io.warecast.domain.model.ModelReference;
import io.warecast.scoring.model.DemandModel;
import io.warecast.scoring.registry.ModelRegistry;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The last few models that requests have named beside the one in use. */
final class OlderModels implements AutoCloseable {

  private static final int KEPT = 3;

  private final Map<String, DemandModel> byVersion = new LinkedHashMap<>(8, .75f, true);

  /**
   * A model, loaded when it is not among the last few.
   *
   * @param beside the model in use: of its registry and name
   * @param forecaster has scored all that waits for a model before that is closed
   * @throws io.warecast.domain.ActionableException when the registry has no such version
   */
  DemandModel get(ModelReference beside, String aliasOrVersion, Forecaster forecaster)
      throws Exception {
    // An alias may have moved since it was asked for last.
    String version =
        ModelRegistry.at(beside.registry(), beside.name()).aliases().resolve(aliasOrVersion);
    DemandModel known = byVersion.get(version);
    if (known != null) {
      return known;
    }
    DemandModel loaded =
        ActiveModels.load(ModelReference.global(beside.registry(), beside.name(), version));
    byVersion.put(version, loaded);
    if (byVersion.size() > KEPT) {
      forecaster.flushAll();
      Iterator<DemandModel> eldest = byVersion.values().iterator();
      DemandModel dropped = eldest.next();
      eldest.remove();
      forecaster.forget(dropped);
      dropped.close();
    }
    return loaded;
  }

  @Override
  public void close() {
    byVersion.values().forEach(DemandModel::close);
    byVersion.clear();
  }
}
