package io.warecast.pipeline.job;

import io.warecast.domain.ActionableException;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.model.ModelReference;
import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.pipeline.job.ProgressListener.Stage;
import io.warecast.pipeline.operator.HeldBackPlan;
import io.warecast.pipeline.operator.SeriesOperator;
import io.warecast.pipeline.operator.TrainingOperator;
import io.warecast.pipeline.topology.SeriesTopology;
import io.warecast.scoring.registry.ModelRegistry;
import io.warecast.scoring.registry.VersionNames;
import io.warecast.scoring.training.ModelCompletion;
import io.warecast.scoring.training.ModelTraining;
import io.warecast.scoring.training.SamplingPlan;
import io.warecast.scoring.training.TrainingConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Trains a model from the lake as of a day; the promotion gate decides whether it becomes the
 * registry's {@code latest} or stays its {@code candidate}. The lake is read by the keyed operator
 * that forecasts use, so that rows and forecasts see the same features.
 */
public final class TrainingJob {

  private static final int FEWEST_ROWS_PER_SERIES = 8;

  /** More rows of one series repeat each other: its days are used many times over by then. */
  private static final int MOST_ROWS_PER_SERIES = 4_000;

  /** Past origins that items are tried at: eight weeks in which the season may turn. */
  private static final int ITEM_ORIGINS = 2;

  /** Past origins that groups are tried at, which costs next to nothing. */
  private static final int GROUP_ORIGINS = 8;

  /** Days that must be left to train on. */
  private static final int FEWEST_DAYS = 120;

  private final StreamExecutionEnvironment env;
  private final Lake lake;
  private final ModelTraining training;
  private final Duration searchTime;
  private final ProgressListener listener;

  private TrainingJob(
      StreamExecutionEnvironment env,
      Lake lake,
      ModelTraining training,
      Duration searchTime,
      ProgressListener listener) {
    this.env = env;
    this.lake = lake;
    this.training = training;
    this.searchTime = searchTime;
    this.listener = listener;
  }

  /**
   * Trains, registers and puts the version before the gate, whose decision the registry has.
   *
   * @param lakeUri root of the lake
   * @param registry root of the model registry
   * @return the manifest of the version, which is the earlier one when nothing that it depends on
   *     has changed, and what was chosen for each warehouse when the options ask for that
   * @throws ActionableException when lake or registry cannot be used or there is too little to
   *     learn from
   */
  public static TrainedModels runWithWarehouses(
      StreamExecutionEnvironment env,
      String lakeUri,
      String registry,
      TrainingOptions options,
      ProgressListener listener) {
    TrainingConfig config =
        TrainingConfig.defaults(options.seed(), Runtime.getRuntime().availableProcessors());
    return runWithWarehouses(env, lakeUri, registry, options, config, listener);
  }

  private static TrainedModels runWithWarehouses(
      StreamExecutionEnvironment env,
      String lakeUri,
      String registry,
      TrainingOptions options,
      TrainingConfig config,
      ProgressListener listener) {
    Lake lake = Lake.at(lakeUri);
    lake.verify();
    ModelTraining training = training(lake, registry, options, config);
    ModelRegistry models = ModelRegistry.at(registry, options.model());
    TrainingJob job = new TrainingJob(env, lake, training, options.budget(), listener);
    if (!models.has(training.version())) {
      job.train(models);
    }
    job.completeHeldBack(models);
    PromotionJob.judge(env, lake, models, registry, training.version(), listener);
    return new TrainedModels(
        models.manifest(training.version()),
        options.isPerWarehouse()
            ? WarehouseTrainingJob.run(env, lake, models, training, job.heldBack(), listener)
            : List.of());
  }

  /** As the other, of which it gives back the model of all warehouses. */
  public static ModelManifest run(
      StreamExecutionEnvironment env,
      String lakeUri,
      String registry,
      TrainingOptions options,
      ProgressListener listener) {
    return runWithWarehouses(env, lakeUri, registry, options, listener).model();
  }

  /** As the other, with boosters that are fitted in another way than the default one. */
  public static ModelManifest run(
      StreamExecutionEnvironment env,
      String lakeUri,
      String registry,
      TrainingOptions options,
      TrainingConfig config,
      ProgressListener listener) {
    return runWithWarehouses(env, lakeUri, registry, options, config, listener).model();
  }

  /** Trains twice: without the last weeks, to see how that fares in them, and with all. */
  private void train(ModelRegistry models) {
    Optional<HeldBackPlan> heldBack = heldBack();
    if (heldBack.isEmpty()) {
      fit("training", training);
      return;
    }
    ModelTraining earlier =
        training
            .as(heldBackUncalibrated())
            .upTo(heldBack.get().lastTrainingDay())
            .searching(searchTime);
    double earlierFit = seconds(() -> fit("training without the last weeks", earlier));
    ModelTraining uncalibrated =
        training
            .as(VersionNames.uncalibrated(training.version()))
            .like(models.manifest(earlier.version()));
    double lastFit = seconds(() -> fit("training", uncalibrated));
    double calibration =
        seconds(() -> calibrate(heldBack.get(), earlier.version(), uncalibrated.version()));
    models.record(
        training.version(),
        models
            .notes(uncalibrated.version())
            .with("training without the last weeks", earlierFit)
            .with("training", lastFit)
            .with("calibrating", calibration));
    models.remove(uncalibrated.version());
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  /** What stands in for the version at the gate is calibrated as the version is. */
  private void completeHeldBack(ModelRegistry models) {
    if (models.has(heldBackUncalibrated())) {
      models.calibrate(
          heldBackUncalibrated(),
          VersionNames.heldBack(training.version()),
          models.calibration(models.manifest(training.version())),
          Map.of());
      models.remove(heldBackUncalibrated());
    }
  }

  private String heldBackUncalibrated() {
    return VersionNames.uncalibrated(VersionNames.heldBack(training.version()));
  }

  private void fit(String name, ModelTraining fitted) {
    SeriesTopology.trainedModel(
            LakeInputs.demandAndOffers(env, lake, fitted.plan().lastDay()),
            LakeInputs.shared(env, lake, List.of()),
            lake.lastDay() + 1,
            LakeInputs.masterData(lake).categories(),
            fitted)
        .sinkTo(new DiscardingSink<>())
        .setParallelism(1)
        .uid("done");
    List<Stage> stages =
        List.of(
            new Stage("drawing rows", "series", SeriesOperator.SERIES_DONE, lake.seriesCount()),
            new Stage(name, "rounds", TrainingOperator.ROUNDS_DONE, fitted.rounds()));
    BoundedExecution.run(env, name, stages, listener);
  }

  private void calibrate(HeldBackPlan plan, String earlier, String uncalibrated) {
    SeriesTopology.calibratedModel(
            LakeInputs.demandAndOffers(env, lake, plan.lastDay()),
            LakeInputs.shared(
                env,
                lake,
                List.of(ModelReference.global(training.registry(), training.name(), earlier))),
            lake.lastDay() + 1,
            plan,
            new ModelCompletion(
                training.registry(),
                training.name(),
                uncalibrated,
                training.version(),
                LakeInputs.masterData(lake).categories()))
        .sinkTo(new DiscardingSink<>())
        .setParallelism(1)
        .uid("done");
    Stage stage =
        new Stage("calibrating", "series", SeriesOperator.SERIES_DONE, lake.seriesCount());
    BoundedExecution.run(env, "calibration", List.of(stage), listener);
  }

  /** Nothing is held back of a history that is too short to be trained on without it. */
  private Optional<HeldBackPlan> heldBack() {
    int lastDay = training.plan().lastDay();
    int days = lastDay - lake.firstDay() + 1;
    int origins = Math.min(ITEM_ORIGINS, (days - FEWEST_DAYS) / HeldBackPlan.DAYS_APART);
    return origins < 1
        ? Optional.empty()
        : Optional.of(new HeldBackPlan(lastDay, origins, GROUP_ORIGINS));
  }

  private static ModelTraining training(
      Lake lake, String registry, TrainingOptions options, TrainingConfig config) {
    int lastDay = OriginDay.in(lake, options.asOf());
    long perSeries = options.rows() / Math.max(1, lake.seriesCount());
    SamplingPlan plan =
        new SamplingPlan(
            lastDay,
            options.days(),
            options.horizon(),
            (int) Math.max(FEWEST_ROWS_PER_SERIES, Math.min(MOST_ROWS_PER_SERIES, perSeries)),
            lake.items().isEmpty(),
            options.seed());
    return new ModelTraining(
        registry,
        options.model(),
        version(lake, plan, config, options.budget()),
        lake.snapshot(),
        plan,
        config,
        true,
        Duration.ZERO);
  }

  /** The day and a checksum of everything else that the model follows from. */
  private static String version(
      Lake lake, SamplingPlan plan, TrainingConfig config, Duration searchTime) {
    CRC32C inputs = new CRC32C();
    String text =
        String.join(
            "\n",
            lake.snapshot(),
            DemandFeatures.SCHEMA.hash(),
            plan.toString(),
            config.identity(),
            searchTime.toString());
    inputs.update(text.getBytes(StandardCharsets.UTF_8));
    return "%s-%08x"
        .formatted(
            LocalDate.ofEpochDay(plan.lastDay()).format(DateTimeFormatter.BASIC_ISO_DATE),
            inputs.getValue());
  }
}
