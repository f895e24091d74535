package io.warecast.scoring.training;

import io.warecast.domain.ActionableException;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.feature.FeatureSchema;
import io.warecast.domain.model.ModelCalibration;
import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.monitoring.FeatureHistograms;
import io.warecast.scoring.model.DemandModel;
import io.warecast.scoring.model.ModelBoosters;
import io.warecast.scoring.registry.ModelRegistry;
import io.warecast.scoring.registry.VersionNames;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One model version in the making: what it is trained from, how, and where it goes.
 *
 * @param registry URI of the registry's root folder
 * @param lakeSnapshot of the data that the rows are drawn from
 * @param validated whether a first fit without the last weeks is measured on them
 * @param warehouseId the only warehouse whose series the rows come from; empty for all
 * @param searchTime how long better parameters are searched for, on the last weeks; zero for the
 *     configuration as it is
 */
public record ModelTraining(
    String registry,
    String name,
    String version,
    String warehouseId,
    String lakeSnapshot,
    SamplingPlan plan,
    TrainingConfig config,
    boolean validated,
    Duration searchTime)
    implements Serializable {

  /** Days at the end that a first fit does not see, to be measured on them. */
  private static final int VALIDATION_DAYS = 28;

  private static final int FEWEST_ROWS = 200;

  /** Of less a warehouse's own model learns what the model of all knows better. */
  private static final int FEWEST_ROWS_OF_WAREHOUSE = 1_000;

  /** As the canonical one, from the series of all warehouses. */
  public ModelTraining(
      String registry,
      String name,
      String version,
      String lakeSnapshot,
      SamplingPlan plan,
      TrainingConfig config,
      boolean validated,
      Duration searchTime) {
    this(registry, name, version, "", lakeSnapshot, plan, config, validated, searchTime);
  }

  /**
   * Measures a fit to the earlier rows on the later ones, fits all rows, and registers the version.
   *
   * @param rows in an order that does not depend on chance: the fit depends on it
   * @param series that the rows come from
   * @param onRound is called after every boosting round; at most {@link #rounds()} times
   * @throws ActionableException when there are too few rows to learn from
   */
  public ModelManifest run(TrainingRows rows, long series, Runnable onRound) {
    if (rows.size() < fewestRows()) {
      throw new ActionableException(
          "training found %d rows up to %s, at least %d are needed: bring more history, or train as of a later day"
              .formatted(rows.size(), LocalDate.ofEpochDay(plan.lastDay()), fewestRows()));
    }
    if (!searchTime.isZero()) {
      TrainingConfig found =
          new ParameterSearch(earlier(rows), later(rows), DemandFeatures.SCHEMA)
              .run(config, searchTime);
      return with(found).searching(Duration.ZERO).run(rows, series, onRound);
    }
    Map<String, Double> metrics = validated ? validate(rows, onRound) : Map.of();
    ModelBoosters boosters = ModelTrainer.train(rows, DemandFeatures.SCHEMA, config, onRound);
    ModelCalibration calibration = ModelCalibration.ofDamping(TrainingConfig.DAMPING);
    ModelManifest manifest = manifest(rows.size(), series, metrics, boosters, calibration);
    ModelRegistry models = ModelRegistry.at(registry, name);
    models.register(manifest, boosters, calibration);
    models.attach(
        version,
        FeatureHistograms.FILE,
        FeatureHistograms.of(DemandFeatures.SCHEMA, rows.features(), rows.size()).json());
    return manifest;
  }

  /** Rows below which there is nothing to learn from. */
  public int fewestRows() {
    return warehouseId.isEmpty() ? FEWEST_ROWS : FEWEST_ROWS_OF_WAREHOUSE;
  }

  /**
   * The same from the series of one warehouse, under a version of its own. Takes one thread: fits
   * of several warehouses run beside each other, and a model must not depend on how many.
   */
  public ModelTraining ofWarehouse(String id) {
    return new ModelTraining(
        registry,
        name,
        VersionNames.ofWarehouse(version, id),
        id,
        lakeSnapshot,
        plan,
        config.withThreads(1),
        validated,
        searchTime);
  }

  /** A part of this training under a version of its own; the whole is measured by other means. */
  public ModelTraining as(String otherVersion) {
    return new ModelTraining(
        registry, name, otherVersion, warehouseId, lakeSnapshot, plan, config, false, searchTime);
  }

  /** The same with demand up to and including an epoch day. */
  public ModelTraining upTo(int lastDay) {
    return new ModelTraining(
        registry,
        name,
        version,
        warehouseId,
        lakeSnapshot,
        plan.upTo(lastDay),
        config,
        validated,
        searchTime);
  }

  /** The same after a search for better parameters of so long a time. */
  public ModelTraining searching(Duration time) {
    return new ModelTraining(
        registry, name, version, warehouseId, lakeSnapshot, plan, config, validated, time);
  }

  /** The same with the parameters that another version was fitted with. */
  public ModelTraining like(ModelManifest other) {
    Map<String, String> parameters = other.parameters();
    return with(
        config.withMean(
            TreeParameters.ofManifest(parameters, "mean."),
            Double.parseDouble(parameters.get("mean.tweedie_variance_power"))));
  }

  private ModelTraining with(TrainingConfig other) {
    return new ModelTraining(
        registry, name, version, warehouseId, lakeSnapshot, plan, other, validated, searchTime);
  }

  /** Boosting rounds of all fits. */
  public int rounds() {
    return (validated ? 2 : 1) * ModelTrainer.rounds(config);
  }

  private TrainingRows earlier(TrainingRows rows) {
    return rows.upTo(plan.lastDay() - VALIDATION_DAYS);
  }

  private TrainingRows later(TrainingRows rows) {
    return rows.after(plan.lastDay() - VALIDATION_DAYS);
  }

  private Map<String, Double> validate(TrainingRows rows, Runnable onRound) {
    TrainingRows earlier = earlier(rows);
    TrainingRows later = later(rows);
    if (earlier.size() < FEWEST_ROWS || later.size() == 0) {
      return Map.of();
    }
    FeatureSchema schema = DemandFeatures.SCHEMA;
    ModelBoosters boosters = ModelTrainer.train(earlier, schema, config, onRound);
    try (DemandModel model =
        DemandModel.load(
            version,
            boosters,
            ModelCalibration.NONE,
            config.levels(),
            schema.width(),
            config.threads())) {
      return Validation.measure(model, later, schema.width());
    }
  }

  private ModelManifest manifest(
      long rows,
      long series,
      Map<String, Double> metrics,
      ModelBoosters boosters,
      ModelCalibration calibration) {
    FeatureSchema schema = DemandFeatures.SCHEMA;
    Map<String, String> parameters = new TreeMap<>();
    config.meanParameters().forEach((key, value) -> parameters.put("mean." + key, value + ""));
    config
        .quantileParameters()
        .forEach((key, value) -> parameters.put("quantiles." + key, value + ""));
    parameters.put("mean.rounds", Integer.toString(config.mean().rounds()));
    parameters.put("quantiles.rounds", Integer.toString(config.quantiles().rounds()));
    if (!config.features().isEmpty()) {
      parameters.put("features", String.join(",", config.features()));
    }
    parameters.put("sampling.rows_per_series", Integer.toString(plan.rowsPerSeries()));
    parameters.put("sampling.days", Integer.toString(plan.days()));
    if (!warehouseId.isEmpty()) {
      parameters.put(ModelManifest.WAREHOUSE, warehouseId);
    }
    List<Float> levels = new ArrayList<>();
    for (float level : config.levels()) {
      levels.add(level);
    }
    return new ModelManifest(
        ModelManifest.FORMAT_VERSION,
        name,
        version,
        Instant.now().toString(),
        String.valueOf(config.meanParameters().get("objective")),
        levels,
        schema.names(),
        schema.types(),
        schema.hash(),
        LocalDate.ofEpochDay(plan.lastDay() - plan.days()).toString(),
        LocalDate.ofEpochDay(plan.lastDay()).toString(),
        plan.horizon(),
        rows,
        series,
        lakeSnapshot,
        parameters,
        metrics,
        ModelRegistry.checksums(boosters, calibration));
  }
}
