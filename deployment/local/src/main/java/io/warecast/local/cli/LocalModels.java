package io.warecast.local.cli;

import io.warecast.domain.ActionableException;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.model.ModelManifest;
import io.warecast.local.server.Home;
import io.warecast.scoring.registry.ModelRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The versions of a home's model. */
record LocalModels(ModelRegistry registry, Path folder) {

  /** The model that {@code train} and {@code daily} work with unless told otherwise. */
  static final String NAME = "demand";

  static LocalModels of(Home home) {
    return new LocalModels(
        ModelRegistry.at(home.models().toUri().toString(), NAME), home.models().resolve(NAME));
  }

  /**
   * The version that a name stands for, once it is certain that forecasts can be made with it.
   *
   * @throws ActionableException when there is none, or it is damaged, or has other features
   */
  ModelManifest usable(String aliasOrVersion) {
    String version = registry.aliases().resolve(aliasOrVersion);
    if (!registry.has(version)) {
      throw new ActionableException(
          "There is no model version '%s' in %s. There are: %s."
              .formatted(aliasOrVersion, folder, versions()));
    }
    registry.load(version, DemandFeatures.SCHEMA, 1).close();
    return registry.manifest(version);
  }

  private String versions() {
    if (!Files.isDirectory(folder)) {
      return "none; 'warecast train' makes one";
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(registry::has)
          .sorted()
          .collect(Collectors.joining(", "));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
  }
}
