package io.warecast.scoring.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

  static final String MEAN_FILE = "model.ubj";
  static final String QUANTILES_FILE = "quantiles.ubj";
  static final String CALIBRATION_FILE = "calibration.json";
  private static final String MANIFEST_FILE = "manifest.json";
  private static final String PROMOTION_FILE = "promotion.json";
  private static final String NOTES_FILE = "notes.json";
  private static final String ALIASES_FILE = "aliases.json";

  private static final String HELD_BACK = "-held-back";
  private static final String UNCALIBRATED = "-uncalibrated";

  private final String name;
  private final Path folder;

  private ModelRegistry(String name, Path folder) {
    this.name = name;
    this.folder = folder;
  }

  /**
   * The registry of a model.
   *
   * @param root URI of the folder of all models, such as {@code s3://bucket/lake/models}
   */
  public static ModelRegistry at(String root, String name) {
    return new ModelRegistry(name, new Path(new Path(root), name));
  }

  /**
   * The version that stands in for another at the gate: trained and calibrated alike, without the
   * last weeks.
   */
  public static String heldBack(String version) {
    return version + HELD_BACK;
  }

  /** Whether a version is no version of its own: it stands in for one, or a training left it. */
  public static boolean isAuxiliary(String version) {
    return version.contains(HELD_BACK) || version.endsWith(UNCALIBRATED);
  }

  /** The version that has the boosters of one in the making, until it is calibrated. */
  public static String uncalibrated(String version) {
    return version + UNCALIBRATED;
  }

  /**
   * The version that a warehouse's own rows make of a training: {@code VERSION-WAREHOUSE}. An id
   * that is no part of a path, is long, or would be taken for something else gives way to what is
   * left of it and a checksum.
   */
  public static String ofWarehouse(String version, String warehouseId) {
    if (warehouseId.matches("[A-Za-z0-9._-]{1,60}") && !isAuxiliary("-" + warehouseId)) {
      return version + "-" + warehouseId;
    }
    String left = warehouseId.replaceAll("[^A-Za-z0-9._]", "_");
    String checksum = Sha256.hex(utf8(warehouseId)).substring(0, 8);
    return "%s-%s-%s".formatted(version, left.substring(0, Math.min(40, left.length())), checksum);
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
        Sha256.hex(utf8(ModelJson.write(calibration))));
  }

  /** Stores a version; its manifest is written last and makes it exist. */
  public void register(
      ModelManifest manifest, ModelBoosters boosters, ModelCalibration calibration) {
    Path version = new Path(folder, manifest.version());
    write(new Path(version, MEAN_FILE), boosters.mean());
    write(new Path(version, QUANTILES_FILE), boosters.quantiles());
    write(new Path(version, CALIBRATION_FILE), utf8(ModelJson.write(calibration)));
    write(new Path(version, MANIFEST_FILE), utf8(ModelJson.write(manifest)));
  }

  /** Everything that has been stored whole, sorted by name, which begins with the day. */
  public List<ModelManifest> versions() {
    try {
      List<ModelManifest> versions = new ArrayList<>();
      for (String entry : RegistryFiles.list(folder)) {
        if (has(entry)) {
          versions.add(manifest(entry));
        }
      }
      return versions;
    } catch (IOException e) {
      throw new ActionableException(
          "cannot list %s: %s. Check that the file system is up and that you may read it."
              .formatted(folder, e.getMessage()),
          e);
    }
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
    Path path = new Path(folder, version);
    try {
      RegistryFiles.delete(path);
    } catch (IOException e) {
      throw new ActionableException(
          "cannot remove model version %s (%s): check the permissions of the folder"
              .formatted(path, e.getMessage()),
          e);
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
    String version = aliases().resolve(aliasOrVersion);
    Path path = new Path(new Path(folder, version), PROMOTION_FILE);
    Optional<byte[]> text = read(path);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Promotion promotion = ModelJson.readPromotion(new String(text.get(), StandardCharsets.UTF_8));
      requireFormat(path, promotion.formatVersion(), Promotion.FORMAT_VERSION);
      return Optional.of(promotion);
    } catch (JsonProcessingException e) {
      throw damaged(path, e.getOriginalMessage(), e);
    }
  }

  /** Writes how a version came about beside it, in place of earlier notes. */
  public void record(String version, TrainingNotes notes) {
    attach(version, NOTES_FILE, ModelJson.write(notes));
  }

  /** How a version came about; nothing of versions that were registered without. */
  public TrainingNotes notes(String version) {
    Optional<String> text = attachment(version, NOTES_FILE);
    try {
      return text.isEmpty() ? TrainingNotes.NONE : ModelJson.readNotes(text.get());
    } catch (JsonProcessingException e) {
      throw damaged(new Path(new Path(folder, version), NOTES_FILE), e.getOriginalMessage(), e);
    }
  }

  /** Writes a text about a version beside it; no part of what it is loaded from. */
  public void attach(String version, String file, String text) {
    write(new Path(new Path(folder, version), file), utf8(text));
  }

  /** A text that was attached to a version. */
  public Optional<String> attachment(String version, String file) {
    return read(new Path(new Path(folder, version), file))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /**
   * Changes the aliases: reads them, has them changed, and replaces them at once. Two that change
   * them at the same moment are not kept apart; the later one counts.
   */
  public void change(UnaryOperator<ModelAliases> change) {
    ModelAliases before = aliases();
    ModelAliases after = change.apply(before);
    if (!after.equals(before)) {
      write(new Path(folder, ALIASES_FILE), utf8(ModelJson.write(after)));
    }
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

  /** Whether a version has been stored whole. */
  public boolean has(String version) {
    return read(new Path(new Path(folder, version), MANIFEST_FILE)).isPresent();
  }

  /**
   * The manifest of a version or of the version that an alias names.
   *
   * @throws ActionableException when there is none or it cannot be read
   */
  public ModelManifest manifest(String aliasOrVersion) {
    String version = aliases().resolve(aliasOrVersion);
    Path path = new Path(new Path(folder, version), MANIFEST_FILE);
    byte[] text =
        read(path)
            .orElseThrow(
                () ->
                    new ActionableException(
                        "no model '%s' in %s: train one first, or name a version that exists"
                            .formatted(aliasOrVersion, folder)));
    try {
      ModelManifest manifest = ModelJson.readManifest(new String(text, StandardCharsets.UTF_8));
      requireFormat(path, manifest.formatVersion(), ModelManifest.FORMAT_VERSION);
      return manifest;
    } catch (JsonProcessingException e) {
      throw damaged(path, e.getOriginalMessage(), e);
    }
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
    Path path = new Path(new Path(folder, manifest.version()), CALIBRATION_FILE);
    String text = new String(verified(manifest, CALIBRATION_FILE), StandardCharsets.UTF_8);
    try {
      ModelCalibration calibration = ModelJson.readCalibration(text);
      requireFormat(path, calibration.formatVersion(), ModelCalibration.FORMAT_VERSION);
      return calibration;
    } catch (JsonProcessingException e) {
      throw damaged(path, e.getOriginalMessage(), e);
    }
  }

  private static void requireFormat(Path path, int found, int expected) {
    if (found != expected) {
      throw damaged(
          path, "format_version is %d, this code reads %d".formatted(found, expected), null);
    }
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
      throw damaged(new Path(folder, manifest.version()), String.valueOf(e.getMessage()), e);
    }
  }

  private ModelBoosters boosters(ModelManifest manifest) {
    return new ModelBoosters(verified(manifest, MEAN_FILE), verified(manifest, QUANTILES_FILE));
  }

  private void requireSchema(ModelManifest manifest, FeatureSchema schema) {
    if (!manifest.featureSchemaHash().equals(schema.hash())
        || !manifest.featureSchema().hash().equals(manifest.featureSchemaHash())) {
      throw new ActionableException(
          "model %s version %s in %s was trained with feature schema %s, this code computes %s:"
                  .formatted(
                      name,
                      manifest.version(),
                      folder,
                      abbreviated(manifest.featureSchemaHash()),
                      abbreviated(schema.hash()))
              + " train a model with this code, or forecast with a version that fits");
    }
  }

  private byte[] verified(ModelManifest manifest, String file) {
    Path path = new Path(new Path(folder, manifest.version()), file);
    byte[] bytes = read(path).orElseThrow(() -> damaged(path, "the file is missing", null));
    String expected = manifest.files().getOrDefault(file, "none");
    String found = Sha256.hex(bytes);
    if (!found.equals(expected)) {
      throw damaged(
          path,
          "SHA-256 is %s, the manifest has %s".formatted(abbreviated(found), abbreviated(expected)),
          null);
    }
    return bytes;
  }

  /** What the aliases name; empty while there are none. */
  public ModelAliases aliases() {
    Path path = new Path(folder, ALIASES_FILE);
    Optional<byte[]> text = read(path);
    if (text.isEmpty()) {
      return ModelAliases.NONE;
    }
    try {
      return ModelJson.readAliases(new String(text.get(), StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw damaged(path, e.getOriginalMessage(), e);
    }
  }

  private static ActionableException damaged(
      Path path, String reason, @org.jspecify.annotations.Nullable Exception cause) {
    String message =
        "model file %s cannot be used (%s): restore it, or train a new version"
            .formatted(path, reason);
    return cause == null
        ? new ActionableException(message)
        : new ActionableException(message, cause);
  }

  private static Optional<byte[]> read(Path path) {
    try {
      return RegistryFiles.read(path);
    } catch (IOException e) {
      throw new ActionableException(
          "cannot read %s: %s. Check that the file system is up and that you may read it."
              .formatted(path, e.getMessage()),
          e);
    }
  }

  private static void write(Path path, byte[] bytes) {
    try {
      RegistryFiles.write(path, bytes);
    } catch (IOException e) {
      throw new ActionableException(
          "cannot write %s (%s): check that the folder exists, is writable and has room"
              .formatted(path, e.getMessage()),
          e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String abbreviated(String hash) {
    return hash.length() > 12 ? hash.substring(0, 12) : hash;
  }
}
