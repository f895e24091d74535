package io.warecast.pipeline.job;

import io.warecast.domain.model.ModelReference;
import io.warecast.scoring.registry.ModelRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The models that a registry's aliases name. */
final class ModelsInUse {

  private static final String LATEST = "latest";

  private ModelsInUse() {}

  /**
   * The latest model, and those of single warehouses.
   *
   * @throws io.warecast.domain.ActionableException when there is none yet
   */
  static List<ModelReference> of(String registry, String name) {
    ModelRegistry models = ModelRegistry.at(registry, name);
    Map<String, String> active = new TreeMap<>(models.aliases().active());
    active.put(ModelReference.ALL_WAREHOUSES, models.manifest(LATEST).version());
    List<ModelReference> references = new ArrayList<>();
    active.forEach(
        (warehouseId, version) ->
            references.add(new ModelReference(registry, name, version, warehouseId)));
    return references;
  }

  /**
   * The models for a version that somebody asked for: those in use for the latest, that one alone
   * for any other.
   *
   * @param asked an alias or a version
   * @param version what that stands for
   */
  static List<ModelReference> of(String registry, String name, String asked, String version) {
    return asked.equals(LATEST)
        ? of(registry, name)
        : List.of(ModelReference.global(registry, name, version));
  }
}
