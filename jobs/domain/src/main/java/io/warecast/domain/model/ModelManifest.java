package io.warecast.domain.model;

import io.warecast.domain.feature.FeatureSchema;
import io.warecast.domain.feature.FeatureType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of one immutable model version; stands beside its boosters as {@code
 * manifest.json}.
 *
 * @param createdAt ISO instant
 * @param objective XGBoost's objective of the mean
 * @param quantileLevels ascending, in (0, 1)
 * @param featureSchemaHash {@link FeatureSchema#hash()} of the two fields before it
 * @param trainedFrom ISO day of the earliest origin that rows were drawn at
 * @param trainedTo ISO day of the last demand that training knew
 * @param horizon largest step that rows were drawn for
 * @param lakeSnapshot of the data that rows were drawn from
 * @param parameters of the fit, as given to XGBoost and the sampler
 * @param metrics by name, such as {@code validation_wape}
 * @param files SHA-256 in hex of each file, by its name
 */
public record ModelManifest(
    int formatVersion,
    String name,
    String version,
    String createdAt,
    String objective,
    List<Float> quantileLevels,
    List<String> featureNames,
    List<FeatureType> featureTypes,
    String featureSchemaHash,
    String trainedFrom,
    String trainedTo,
    int horizon,
    long rows,
    long series,
    String lakeSnapshot,
    Map<String, String> parameters,
    Map<String, Double> metrics,
    Map<String, String> files) {

  /** The format that this code writes; a manifest of another is refused. */
  public static final int FORMAT_VERSION = 1;

  /** Parameter: id of the only warehouse whose series the rows come from. */
  public static final String WAREHOUSE = "sampling.warehouse";

  public ModelManifest {
    quantileLevels = List.copyOf(quantileLevels);
    featureNames = List.copyOf(featureNames);
    featureTypes = List.copyOf(featureTypes);
    parameters = Map.copyOf(parameters);
    metrics = Map.copyOf(metrics);
    files = Map.copyOf(files);
  }

  /**
   * The manifest of a version that has the same boosters and a calibration of its own.
   *
   * @param moreMetrics on top of these
   * @param otherFiles SHA-256 in hex of each file, by its name
   */
  public ModelManifest calibrated(
      String otherVersion, Map<String, Double> moreMetrics, Map<String, String> otherFiles) {
    Map<String, Double> allMetrics = new TreeMap<>(metrics);
    allMetrics.putAll(moreMetrics);
    return new ModelManifest(
        formatVersion,
        name,
        otherVersion,
        createdAt,
        objective,
        quantileLevels,
        featureNames,
        featureTypes,
        featureSchemaHash,
        trainedFrom,
        trainedTo,
        horizon,
        rows,
        series,
        lakeSnapshot,
        parameters,
        allMetrics,
        otherFiles);
  }

  /** The only warehouse whose series it was trained on; empty when that were all. */
  public String warehouseId() {
    return parameters.getOrDefault(WAREHOUSE, "");
  }

  /** The quantile levels as the boosters' code takes them. */
  public float[] levels() {
    float[] levels = new float[quantileLevels.size()];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = quantileLevels.get(i);
    }
    return levels;
  }

  /** Columns of a row that the boosters take. */
  public FeatureSchema featureSchema() {
    return new FeatureSchema(featureNames, featureTypes);
  }
}
