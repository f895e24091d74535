package io.warecast.scoring.registry;

import io.warecast.domain.ActionableException;
import io.warecast.domain.feature.FeatureSchema;
import io.warecast.domain.model.ModelAliases;
import io.warecast.domain.model.ModelCalibration;
import io.warecast.domain.model.ModelJson;
import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.model.TrainingNotes;
import io.warecast.domain.promotion.Promotion;
import io.warecast.scoring.model.DemandModel;
import io.warecast.scoring.model.ModelBoosters;
import io.warecast.scoring.model.ModelException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.flink.core.fs.Path;

/**
 * The versions of one model below {@code ROOT/NAME/} on any Flink file system: a folder a version
 * with {@code model.ubj} (mean), {@code quantiles.ubj}, {@code calibration.json} and {@code
 * manifest.json}, and {@code aliases.json} beside them. A version exists when its manifest does; it
 * is never changed. What is said about it later, such as {@code promotion.json} and {@code
 * card.md}, is attached to it.
 */
public final class ModelRegistry {

  /** Attached to a version: what people should know of it, in Markdown. */
  public static final String CARD_FILE = "card.md";

  private static final String MEAN_FILE = "model.ubj";
  private static final String QUANTILES_FILE = "quantiles.ubj";
  private static final String CALIBRATION_FILE = "calibration.json";
  private static final String MANIFEST_FILE = "manifest.json";
  private static final String PROMOTION_FILE = "promotion.json";
  private static final String NOTES_FILE = "notes.json";
  private static final String ALIASES_FILE = "aliases.json";

  private final String name;
  private final ModelFolder folder;

  private ModelRegistry(String name, ModelFolder folder) {
    this.name = name;
    this.folder = folder;
  }

  /**
   * The registry of a model.
   *
   * @param root URI of the folder of all models, such as {@code s3://bucket/lake/models}
   */
  public static ModelRegistry at(String root, String name) {
    return new ModelRegistry(name, new ModelFolder(new Path(new Path(root), name)));
  }

  /** SHA-256 of each file of a version by its name, as a manifest records it. */
  public static Map<String, String> checksums(
      ModelBoosters boosters, ModelCalibration calibration) {
    return Map.of(
        MEAN_FILE,
        Sha256.hex(boosters.mean()),
        QUANTILES_FILE,
        Sha256.hex(boosters.quantiles()),
        CALIBRATION_FILE,
        Sha256.hex(ModelJson.write(calibration).getBytes(StandardCharsets.UTF_8)));
  }

  /** Stores a version; its manifest is written last and makes it exist. */
  public void register(
      ModelManifest manifest, ModelBoosters boosters, ModelCalibration calibration) {
    String version = manifest.version();
    folder.write(folder.path(version, MEAN_FILE), boosters.mean());
    folder.write(folder.path(version, QUANTILES_FILE), boosters.quantiles());
    folder.write(folder.path(version, CALIBRATION_FILE), ModelJson.write(calibration));
    folder.write(folder.path(version, MANIFEST_FILE), ModelJson.write(manifest));
  }

  /**
   * Stores a version that has the boosters of another and a calibration of its own.
   *
   * @param from an uncalibrated version
   * @param to the new version
   * @param metrics that its manifest has on top of the other's
   * @return the new version's manifest
   * @throws ActionableException when there is no such version or it is damaged
   */
  public ModelManifest calibrate(
      String from, String to, ModelCalibration calibration, Map<String, Double> metrics) {
    ModelManifest manifest = manifest(from);
    ModelBoosters boosters = boosters(manifest);
    ModelManifest calibrated = manifest.calibrated(to, metrics, checksums(boosters, calibration));
    register(calibrated, boosters, calibration);
    return calibrated;
  }

  /** Removes a version that no alias names. */
  public void remove(String version) {
    if (aliases().versions().containsValue(version)) {
      throw new IllegalArgumentException("model version " + version + " is in use");
    }
    folder.delete(version);
  }

  /** Everything that has been stored whole, sorted by name, which begins with the day. */
  public List<ModelManifest> versions() {
    return folder.list().stream().filter(this::has).map(this::manifest).toList();
  }

  /** Whether a version has been stored whole. */
  public boolean has(String version) {
    return folder.exists(folder.path(version, MANIFEST_FILE));
  }

  /**
   * The manifest of a version or of the version that an alias names.
   *
   * @throws ActionableException when there is none or it cannot be read
   */
  public ModelManifest manifest(String aliasOrVersion) {
    Path path = folder.path(aliases().resolve(aliasOrVersion), MANIFEST_FILE);
    ModelManifest manifest =
        folder
            .read(path, ModelJson::readManifest)
            .orElseThrow(
                () ->
                    new ActionableException(
                        "no model '%s' in %s: train one first, or name a version that exists"
                            .formatted(aliasOrVersion, folder.path())));
    ModelFolder.requireFormat(path, manifest.formatVersion(), ModelManifest.FORMAT_VERSION);
    return manifest;
  }

  /**
   * What was chosen for a version on backtests; nothing for versions that were registered without.
   *
   * @throws ActionableException when the file is missing, its SHA-256 is not the manifest's, or it
   *     cannot be read
   */
  public ModelCalibration calibration(ModelManifest manifest) {
    if (!manifest.files().containsKey(CALIBRATION_FILE)) {
      return ModelCalibration.NONE;
    }
    ModelCalibration calibration =
        folder.verified(manifest, CALIBRATION_FILE, ModelJson::readCalibration);
    ModelFolder.requireFormat(
        folder.path(manifest.version(), CALIBRATION_FILE),
        calibration.formatVersion(),
        ModelCalibration.FORMAT_VERSION);
    return calibration;
  }

  /**
   * Loads a version and checks that it is whole and fits the running code.
   *
   * @param schema of the rows that it will be given
   * @param threads that one prediction may use
   * @throws ActionableException when a file is missing or its SHA-256 is not the manifest's, when
   *     it was trained with another feature schema, or when XGBoost cannot read it
   */
  public DemandModel load(String version, FeatureSchema schema, int threads) {
    ModelManifest manifest = manifest(version);
    requireSchema(manifest, schema);
    ModelBoosters boosters = boosters(manifest);
    try {
      return DemandModel.load(
          manifest.version(),
          boosters,
          calibration(manifest),
          manifest.levels(),
          schema.width(),
          threads);
    } catch (ModelException e) {
      throw ModelFolder.damaged(
          new Path(folder.path(), manifest.version()), String.valueOf(e.getMessage()), e);
    }
  }

  private ModelBoosters boosters(ModelManifest manifest) {
    return new ModelBoosters(
        folder.verified(manifest, MEAN_FILE), folder.verified(manifest, QUANTILES_FILE));
  }

  private void requireSchema(ModelManifest manifest, FeatureSchema schema) {
    if (!manifest.featureSchemaHash().equals(schema.hash())
        || !manifest.featureSchema().hash().equals(manifest.featureSchemaHash())) {
      throw new ActionableException(
          "model %s version %s in %s was trained with feature schema %s, this code computes %s:"
                  .formatted(
                      name,
                      manifest.version(),
                      folder.path(),
                      Sha256.abbreviated(manifest.featureSchemaHash()),
                      Sha256.abbreviated(schema.hash()))
              + " train a model with this code, or forecast with a version that fits");
    }
  }

  /** Writes what was decided about a version beside it, in place of an earlier decision. */
  public void record(Promotion promotion) {
    attach(promotion.candidate(), PROMOTION_FILE, ModelJson.write(promotion));
  }

  /**
   * What was decided about a version last; empty when it was never before the gate.
   *
   * @throws ActionableException when the record cannot be read
   */
  public Optional<Promotion> promotion(String aliasOrVersion) {
    Path path = folder.path(aliases().resolve(aliasOrVersion), PROMOTION_FILE);
    Optional<Promotion> promotion = folder.read(path, ModelJson::readPromotion);
    promotion.ifPresent(
        found -> ModelFolder.requireFormat(path, found.formatVersion(), Promotion.FORMAT_VERSION));
    return promotion;
  }

  /** Writes how a version came about beside it, in place of earlier notes. */
  public void record(String version, TrainingNotes notes) {
    attach(version, NOTES_FILE, ModelJson.write(notes));
  }

  /** How a version came about; nothing of versions that were registered without. */
  public TrainingNotes notes(String version) {
    return folder
        .read(folder.path(version, NOTES_FILE), ModelJson::readNotes)
        .orElse(TrainingNotes.NONE);
  }

  /** Writes a text about a version beside it; no part of what it is loaded from. */
  public void attach(String version, String file, String text) {
    folder.write(folder.path(version, file), text);
  }

  /** A text that was attached to a version. */
  public Optional<String> attachment(String version, String file) {
    return folder.readText(folder.path(version, file));
  }

  /** What the aliases name; empty while there are none. */
  public ModelAliases aliases() {
    return folder.read(aliasesPath(), ModelJson::readAliases).orElse(ModelAliases.NONE);
  }

  /**
   * Changes the aliases: reads them, has them changed, and replaces them at once. Two that change
   * them at the same moment are not kept apart; the later one counts.
   */
  public void change(UnaryOperator<ModelAliases> change) {
    ModelAliases before = aliases();
    ModelAliases after = change.apply(before);
    if (!after.equals(before)) {
      folder.write(aliasesPath(), ModelJson.write(after));
    }
  }

  private Path aliasesPath() {
    return new Path(folder.path(), ALIASES_FILE);
  }

  /** Makes a version the one that forecasts use. */
  public void promote(String version) {
    promote(version, "");
  }

  /**
   * Makes a version the one that forecasts of a warehouse use.
   *
   * @param warehouseId empty for all that have none of their own
   */
  public void promote(String version, String warehouseId) {
    change(aliases -> aliases.promoting(version, warehouseId));
  }
}
