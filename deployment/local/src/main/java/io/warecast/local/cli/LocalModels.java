package io.warecast.local.cli;

import io.warecast.domain.ActionableException;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.model.ModelManifest;
import io.warecast.local.server.Home;
import io.warecast.scoring.registry.ModelRegistry;
import io.warecast.scoring.registry.VersionNames;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The versions of a home's model. */
record LocalModels(ModelRegistry registry, Path folder) {

  /** The model that {@code train} and {@code daily} work with unless told otherwise. */
  static final String NAME = "demand";

  static LocalModels of(Home home) {
    return new LocalModels(
        ModelRegistry.at(home.models().toUri().toString(), NAME), home.models().resolve(NAME));
  }

  /** All versions but those that stand in for one, sorted by name, which begins with the day. */
  List<ModelManifest> versions() {
    return registry.versions().stream()
        .filter(manifest -> !VersionNames.isAuxiliary(manifest.version()))
        .toList();
  }

  /**
   * The version that a name stands for.
   *
   * @throws ActionableException when there is none
   */
  ModelManifest known(String aliasOrVersion) {
    String version = registry.aliases().resolve(aliasOrVersion);
    if (!registry.has(version)) {
      throw new ActionableException(
          "There is no model version '%s' in %s. There are: %s."
              .formatted(aliasOrVersion, folder, names()));
    }
    return registry.manifest(version);
  }

  /**
   * The version that a name stands for, once it is certain that forecasts can be made with it.
   *
   * @throws ActionableException when there is none, or it is damaged, or has other features
   */
  ModelManifest usable(String aliasOrVersion) {
    ModelManifest manifest = known(aliasOrVersion);
    registry.load(manifest.version(), DemandFeatures.SCHEMA, 1).close();
    return manifest;
  }

  private String names() {
    List<ModelManifest> versions = versions();
    return versions.isEmpty()
        ? "none; 'warecast train' makes one"
        : versions.stream().map(ModelManifest::version).collect(Collectors.joining(", "));
  }
}
