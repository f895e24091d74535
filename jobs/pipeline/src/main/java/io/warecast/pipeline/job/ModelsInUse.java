package io.warecast.pipeline.job;

import io.warecast.domain.ActionableException;
import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.model.ModelReference;
import io.warecast.scoring.registry.ModelRegistry;
import io.warecast.scoring.registry.VersionNames;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
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
   * @throws ActionableException when there is none yet
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

  /**
   * The version that forecasts as of a day come from. The latest one, when it knows demand of later
   * days, gives way to the newest that does not: what an earlier day is forecast from now must not
   * know more than was known then. A version that was asked for by its name is taken as it is.
   *
   * @param asked an alias or a version
   * @param originDay epoch day
   * @throws ActionableException when there is no such version, or none that knows so little
   */
  static ModelManifest at(ModelRegistry models, String asked, int originDay) {
    ModelManifest wanted = models.manifest(asked);
    if (!asked.equals(LATEST) || knownTo(wanted) <= originDay) {
      return wanted;
    }
    LocalDate origin = LocalDate.ofEpochDay(originDay);
    return models.versions().stream()
        .filter(each -> !VersionNames.isAuxiliary(each.version()))
        .filter(each -> each.warehouseId().isEmpty() && knownTo(each) <= originDay)
        .max(
            Comparator.comparing(ModelManifest::trainedTo)
                .thenComparing(ModelManifest::createdAt)
                .thenComparing(ModelManifest::version))
        .orElseThrow(
            () ->
                new ActionableException(
                    "model %s knows demand up to %s, and a forecast as of %s must not. Make one that does not by 'train --as-of %s', or name a version with --model-version"
                        .formatted(wanted.version(), wanted.trainedTo(), origin, origin)));
  }

  /** The models for {@link #at}; those of single warehouses that know later days are left out. */
  static List<ModelReference> at(
      String registry, String name, String asked, String version, int originDay) {
    ModelRegistry models = ModelRegistry.at(registry, name);
    List<ModelReference> references = new ArrayList<>();
    references.add(ModelReference.global(registry, name, version));
    of(registry, name, asked, version).stream()
        .filter(each -> !each.warehouseId().equals(ModelReference.ALL_WAREHOUSES))
        .filter(each -> knownTo(models.manifest(each.version())) <= originDay)
        .forEach(references::add);
    return references;
  }

  private static long knownTo(ModelManifest manifest) {
    return LocalDate.parse(manifest.trainedTo()).toEpochDay();
  }
}
