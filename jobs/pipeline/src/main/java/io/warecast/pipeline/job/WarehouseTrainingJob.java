package io.warecast.pipeline.job;

import io.warecast.domain.model.ModelAliases;
import io.warecast.domain.model.ModelReference;
import io.warecast.domain.promotion.Promotion;
import io.warecast.domain.series.Warehouse;
import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.pipeline.job.ProgressListener.Stage;
import io.warecast.pipeline.operator.HeldBackPlan;
import io.warecast.pipeline.operator.PassedOver;
import io.warecast.pipeline.operator.SeriesOperator;
import io.warecast.pipeline.operator.TrainingOperator;
import io.warecast.pipeline.operator.WarehouseOperator;
import io.warecast.pipeline.topology.WarehouseTopology;
import io.warecast.scoring.registry.ModelRegistry;
import io.warecast.scoring.registry.VersionNames;
import io.warecast.scoring.training.ModelCompletion;
import io.warecast.scoring.training.ModelTraining;
import io.warecast.scoring.training.SamplingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Trains a model for each warehouse from the rows of its own series, as {@link TrainingJob} trains
 * that of all and with the parameters of that, in tasks that each fit one warehouse at a time. The
 * gate holds each against the model of all and decides which of the two the warehouse uses.
 *
 * <p>A warehouse whose rows are too few, or whose fit fails, is passed over: its alias stays where
 * it is, and the others are settled.
 */
final class WarehouseTrainingJob {

  private static final String TOO_SHORT =
      "the history is too short to hold weeks back, and nothing else can tell which model is better";

  private final StreamExecutionEnvironment env;
  private final Lake lake;
  private final ModelRegistry models;
  private final ModelTraining training;
  private final ProgressListener listener;
  private final Map<String, PassedOver> passedOver = new TreeMap<>();

  private WarehouseTrainingJob(
      StreamExecutionEnvironment env,
      Lake lake,
      ModelRegistry models,
      ModelTraining training,
      ProgressListener listener) {
    this.env = env;
    this.lake = lake;
    this.models = models;
    this.training = training;
    this.listener = listener;
  }

  /**
   * Trains what is not there yet, judges what has not been judged against the model of all that is
   * in use now, and moves the aliases of the warehouses.
   *
   * @param training of the model of all, which is registered
   * @param heldBack the weeks that it was calibrated on; empty when the history is too short
   * @return the choice for each warehouse of the lake, by id
   */
  static List<WarehouseChoice> run(
      StreamExecutionEnvironment env,
      Lake lake,
      ModelRegistry models,
      ModelTraining training,
      Optional<HeldBackPlan> heldBack,
      ProgressListener listener) {
    SortedMap<String, ModelTraining> trainings = new TreeMap<>();
    ModelTraining likeAll = training.like(models.manifest(training.version()));
    for (Warehouse warehouse : lake.warehouses()) {
      trainings.put(warehouse.id(), likeAll.ofWarehouse(warehouse.id()));
    }
    WarehouseTrainingJob job = new WarehouseTrainingJob(env, lake, models, likeAll, listener);
    if (heldBack.isPresent()) {
      job.train(trainings, heldBack.get());
      job.judge(trainings);
    } else {
      trainings.keySet().forEach(id -> job.passOver(new PassedOver(id, false, TOO_SHORT)));
    }
    return job.choices(trainings);
  }

  private void train(SortedMap<String, ModelTraining> all, HeldBackPlan plan) {
    SortedMap<String, ModelTraining> missing = new TreeMap<>(all);
    missing.values().removeIf(each -> models.has(each.version()));
    if (!missing.isEmpty()) {
      fit(
          "training models of warehouses without the last weeks",
          training.upTo(plan.lastTrainingDay()).plan(),
          versions(missing, each -> earlier(each).upTo(plan.lastTrainingDay())));
      fit(
          "training models of warehouses",
          training.plan(),
          versions(missing, each -> each.as(VersionNames.uncalibrated(each.version()))));
      calibrate(plan, missing);
    }
    all.values().forEach(this::complete);
  }

  private static ModelTraining earlier(ModelTraining ofWarehouse) {
    return ofWarehouse.as(VersionNames.uncalibrated(VersionNames.heldBack(ofWarehouse.version())));
  }

  /** Those of the trainings that have not been passed over, each changed alike. */
  private <T> SortedMap<String, T> versions(
      SortedMap<String, ModelTraining> trainings, Function<ModelTraining, T> to) {
    SortedMap<String, T> left = new TreeMap<>();
    trainings.forEach(
        (id, each) -> {
          if (!passedOver.containsKey(id)) {
            left.put(id, to.apply(each));
          }
        });
    return left;
  }

  private void fit(String title, SamplingPlan plan, SortedMap<String, ModelTraining> trainings) {
    if (trainings.isEmpty()) {
      return;
    }
    DataStream<String> done =
        WarehouseTopology.trainedModels(
            LakeInputs.demandAndOffers(env, lake, plan.lastDay()),
            LakeInputs.shared(env, lake, List.of()),
            lake.lastDay() + 1,
            LakeInputs.masterData(lake).categories(),
            plan,
            trainings);
    long rounds = trainings.values().stream().mapToLong(ModelTraining::rounds).sum();
    execute(done, title, new Stage(title, "rounds", TrainingOperator.ROUNDS_DONE, rounds));
  }

  private void calibrate(HeldBackPlan plan, SortedMap<String, ModelTraining> missing) {
    Map<String, String> categories = LakeInputs.masterData(lake).categories();
    SortedMap<String, ModelCompletion> completions =
        versions(
            missing,
            each ->
                new ModelCompletion(
                    each.registry(),
                    each.name(),
                    VersionNames.uncalibrated(each.version()),
                    each.version(),
                    categories));
    if (completions.isEmpty()) {
      return;
    }
    List<ModelReference> boosters = new ArrayList<>();
    versions(missing, WarehouseTrainingJob::earlier)
        .forEach(
            (id, each) ->
                boosters.add(new ModelReference(each.registry(), each.name(), each.version(), id)));
    DataStream<String> done =
        WarehouseTopology.calibratedModels(
            LakeInputs.demandAndOffers(env, lake, plan.lastDay()),
            LakeInputs.shared(env, lake, boosters),
            lake.lastDay() + 1,
            categories,
            plan,
            completions);
    String title = "calibrating models of warehouses";
    execute(done, title, new Stage(title, "series", SeriesOperator.SERIES_DONE, 0));
  }

  private void execute(DataStream<String> done, String title, Stage stage) {
    done.sinkTo(new DiscardingSink<>()).uid("done");
    passedOver(BoundedExecution.run(env, title, List.of(stage), listener)).forEach(this::passOver);
  }

  /** What the tasks of a job have passed over. */
  static List<PassedOver> passedOver(JobExecutionResult result) {
    List<PassedOver> all = result.getAccumulatorResult(WarehouseOperator.PASSED_OVER);
    return all == null ? List.of() : all;
  }

  private void passOver(PassedOver each) {
    passedOver.put(each.warehouseId(), each);
  }

  /** Gives the stand-in the calibration of its version and removes what only led to the two. */
  private void complete(ModelTraining ofWarehouse) {
    String version = ofWarehouse.version();
    String earlier = earlier(ofWarehouse).version();
    String uncalibrated = VersionNames.uncalibrated(version);
    if (models.has(version) && models.has(earlier)) {
      models.calibrate(
          earlier,
          VersionNames.heldBack(version),
          models.calibration(models.manifest(version)),
          Map.of());
      models.remove(earlier);
    }
    if (models.has(version) && models.has(uncalibrated)) {
      models.record(version, models.notes(uncalibrated));
      models.remove(uncalibrated);
    }
  }

  private void judge(SortedMap<String, ModelTraining> trainings) {
    SortedMap<String, String> versions = versions(trainings, ModelTraining::version);
    WarehousePromotionJob.judge(env, lake, models, training.registry(), versions, listener)
        .forEach(this::passOver);
  }

  private List<WarehouseChoice> choices(SortedMap<String, ModelTraining> trainings) {
    ModelAliases aliases = models.aliases();
    List<WarehouseChoice> choices = new ArrayList<>();
    trainings.forEach(
        (id, each) -> {
          PassedOver over = passedOver.get(id);
          Optional<Promotion> decision =
              over == null ? models.promotion(each.version()) : Optional.empty();
          choices.add(
              new WarehouseChoice(
                  id,
                  each.version(),
                  aliases.active().getOrDefault(id, ""),
                  decision,
                  over == null ? "" : over.reason(),
                  over != null && over.isFailure()));
        });
    return choices;
  }
}
