package io.warecast.scoring.registry;

import io.warecast.domain.ActionableException;
import io.warecast.domain.feature.FeatureSchema;
import io.warecast.domain.feature.FeatureType;
import io.warecast.domain.model.ModelAliases;
import io.warecast.domain.model.ModelCalibration;
import io.warecast.domain.model.ModelManifest;
import io.warecast.scoring.model.ModelBoosters;
import io.warecast.scoring.model.ModelException;
import io.warecast.scoring.model.XgboostModel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Takes boosters that were trained elsewhere, such as in Python, into a registry as a candidate.
 *
 * @param version that they become
 * @param levels quantile levels of the quantile booster's outputs, ascending
 * @param trainedTo the last day whose demand they know
 * @param lakeSnapshot of the data that they were trained on, as far as it is known
 */
public record ModelAdoption(
    String version, List<Float> levels, LocalDate trainedTo, String lakeSnapshot) {

  /** Items follow their groups in full until a calibration says better. */
  private static final double DAMPING = 1;

  private static final String NAME_PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

  public ModelAdoption {
    levels = List.copyOf(levels);
  }

  /**
   * Checks the boosters and stores them, in XGBoost's UBJ whatever form they came in.
   *
   * @param boosters in JSON or UBJ; the mean has one output, the quantiles one a level, all as
   *     ratios to the level of a row's series
   * @param schema of the rows that the boosters take
   * @throws ActionableException when a booster cannot be used or the version exists
   */
  public ModelManifest into(
      ModelRegistry models, String name, ModelBoosters boosters, FeatureSchema schema) {
    check(models);
    ModelBoosters stored =
        new ModelBoosters(
            checked("mean", boosters.mean(), 1, schema),
            checked("quantile", boosters.quantiles(), levels.size(), schema));
    ModelCalibration calibration = ModelCalibration.ofDamping(DAMPING);
    ModelManifest manifest =
        new ModelManifest(
            ModelManifest.FORMAT_VERSION,
            name,
            version,
            Instant.now().toString(),
            "registered",
            levels,
            schema.names(),
            schema.types(),
            schema.hash(),
            trainedTo.toString(),
            trainedTo.toString(),
            0,
            0,
            0,
            lakeSnapshot,
            Map.of("source", "registered"),
            Map.of(),
            ModelRegistry.checksums(stored, calibration));
    models.register(manifest, stored, calibration);
    models.change(aliases -> aliases.naming(ModelAliases.CANDIDATE, version));
    return manifest;
  }

  private void check(ModelRegistry models) {
    if (!version.matches(NAME_PATTERN) || VersionNames.isAuxiliary(version)) {
      throw new ActionableException(
          "'%s' cannot be the name of a version: use letters, digits, dots, hyphens and underscores, up to 100, and none of the endings that training uses"
              .formatted(version));
    }
    if (models.has(version)) {
      throw new ActionableException(
          "model version '%s' exists: versions are never changed, choose another name"
              .formatted(version));
    }
    for (int i = 0; i < levels.size(); i++) {
      float level = levels.get(i);
      boolean isAscending = level > 0 && level < 1 && (i == 0 || level > levels.get(i - 1));
      boolean isSymmetric = Math.abs(level + levels.get(levels.size() - 1 - i) - 1) < 1e-4;
      if (!isAscending || !isSymmetric) {
        throw badLevels();
      }
    }
    if (levels.size() < 2) {
      throw badLevels();
    }
  }

  private ActionableException badLevels() {
    return new ActionableException(
        "the quantile levels are %s: give those of the quantile booster's outputs, ascending between 0 and 1 and symmetric around .5, such as .025,.5,.975"
            .formatted(levels));
  }

  private static byte[] checked(String which, byte[] bytes, int outputs, FeatureSchema schema) {
    try (XgboostModel booster = XgboostModel.load(bytes, 1)) {
      String problem = problem(booster, outputs, schema);
      if (!problem.isEmpty()) {
        throw new ActionableException(
            "the %s booster %s: train it with the features of this code, in their order, as docs/data-formats.md lists them"
                .formatted(which, problem));
      }
      return booster.toUbj();
    } catch (ModelException e) {
      throw new ActionableException(
          "the %s booster cannot be used (%s): name a model that XGBoost saved as JSON or UBJ"
              .formatted(which, e.getMessage()),
          e);
    }
  }

  /** What is wrong with a booster; empty when nothing is. */
  private static String problem(XgboostModel booster, int outputs, FeatureSchema schema) {
    if (booster.features() != schema.width()) {
      return "takes %d features, this code gives %d".formatted(booster.features(), schema.width());
    }
    if (booster.outputs() != outputs) {
      return "has %d outputs, expected %d".formatted(booster.outputs(), outputs);
    }
    List<String> names = booster.featureNames();
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).equals(schema.names().get(i))) {
        return "names column %d '%s', here it is '%s'"
            .formatted(i + 1, names.get(i), schema.names().get(i));
      }
    }
    List<String> types = booster.featureTypes();
    for (int i = 0; i < types.size(); i++) {
      boolean isCategory = types.get(i).equals(FeatureType.CATEGORICAL.code());
      if (isCategory != (schema.types().get(i) == FeatureType.CATEGORICAL)) {
        return "takes column '%s' as type '%s', here it is '%s'"
            .formatted(schema.names().get(i), types.get(i), schema.types().get(i).code());
      }
    }
    return "";
  }
}
