package io.warecast.pipeline.job;

import io.warecast.domain.ActionableException;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.model.ModelAliases;
import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.model.ModelReference;
import io.warecast.domain.promotion.Promotion;
import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.pipeline.job.ProgressListener.Stage;
import io.warecast.pipeline.operator.HeldBackPlan;
import io.warecast.pipeline.operator.SeriesOperator;
import io.warecast.pipeline.operator.SharedInput;
import io.warecast.pipeline.topology.SeriesTopology;
import io.warecast.scoring.card.ModelCard;
import io.warecast.scoring.promotion.CandidatePromotion;
import io.warecast.scoring.promotion.GateLimits;
import io.warecast.scoring.promotion.HeldBackTrial;
import io.warecast.scoring.promotion.PromotionGate;
import io.warecast.scoring.registry.ModelRegistry;
import io.warecast.scoring.registry.VersionNames;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Puts a version of the registry before the promotion gate: forecasts past origins with it and with
 * the version in use, by the operator that forecasts in production, each with a model that knew
 * nothing after them.
 */
public final class PromotionJob {

  /** As many past origins of groups as a training looks at: they give the alignment. */
  static final int MOST_ORIGINS = 2;

  private final StreamExecutionEnvironment env;
  private final Lake lake;
  private final ModelRegistry models;
  private final String registry;

  private PromotionJob(
      StreamExecutionEnvironment env, Lake lake, ModelRegistry models, String registry) {
    this.env = env;
    this.lake = lake;
    this.models = models;
    this.registry = registry;
  }

  /**
   * Judges a version, unless it has been judged against the version in use; one of a single
   * warehouse on the series of that alone.
   *
   * @param lakeUri root of the lake
   * @param registry root of the model registry
   * @param model its name
   * @throws ActionableException when lake or registry cannot be used, or the version of a single
   *     warehouse cannot be judged
   */
  public static Promotion run(
      StreamExecutionEnvironment env,
      String lakeUri,
      String registry,
      String model,
      String version,
      ProgressListener listener) {
    Lake lake = Lake.at(lakeUri);
    lake.verify();
    return judge(env, lake, ModelRegistry.at(registry, model), registry, version, listener);
  }

  static Promotion judge(
      StreamExecutionEnvironment env,
      Lake lake,
      ModelRegistry models,
      String registry,
      String version,
      ProgressListener listener) {
    CandidatePromotion promotion =
        new CandidatePromotion(models, new PromotionGate(GateLimits.STANDARD));
    Optional<Promotion> standing = promotion.standing(version);
    if (standing.isPresent()) {
      return standing.get();
    }
    String warehouseId = models.manifest(version).warehouseId();
    if (!warehouseId.isEmpty()) {
      return judgeOne(env, lake, models, registry, warehouseId, version, listener);
    }
    long start = System.nanoTime();
    Promotion decided =
        new PromotionJob(env, lake, models, registry).judge(version, promotion, listener);
    models.record(
        version, models.notes(version).with("judging", (System.nanoTime() - start) / 1e9));
    ModelCard.write(models, version);
    return decided;
  }

  private static Promotion judgeOne(
      StreamExecutionEnvironment env,
      Lake lake,
      ModelRegistry models,
      String registry,
      String warehouseId,
      String version,
      ProgressListener listener) {
    SortedMap<String, String> versions = new TreeMap<>(Map.of(warehouseId, version));
    WarehousePromotionJob.judge(env, lake, models, registry, versions, listener)
        .forEach(
            each -> {
              throw new ActionableException(each.reason());
            });
    return models.promotion(version).orElseThrow();
  }

  private Promotion judge(String version, CandidatePromotion promotion, ProgressListener listener) {
    ModelManifest candidate = models.manifest(version);
    String standIn = VersionNames.heldBack(version);
    boolean hasStandIn = models.has(standIn);
    ModelManifest judged = hasStandIn ? models.manifest(standIn) : candidate;
    int lastDay = hasStandIn ? day(candidate) : Math.max(lake.lastDay(), day(candidate));
    int origins = Math.min(MOST_ORIGINS, (lastDay - day(judged)) / HeldBackPlan.DAYS_APART);
    if (origins < 1) {
      return promotion.proposeByValidation(version);
    }
    HeldBackPlan plan = new HeldBackPlan(lastDay, origins, origins);
    execute(plan, trial(candidate, judged, plan), listener);
    return models
        .promotion(version)
        .orElseThrow(() -> new IllegalStateException("nothing was decided about " + version));
  }

  private HeldBackTrial trial(ModelManifest candidate, ModelManifest judged, HeldBackPlan plan) {
    String latest = models.aliases().versions().getOrDefault(ModelAliases.LATEST, "");
    String champion = "";
    String remark = "";
    if (!latest.isEmpty() && !latest.equals(candidate.version())) {
      Optional<String> ignorant = ignorant(models, latest, plan.lastTrainingDay());
      champion = ignorant.orElse("");
      remark =
          ignorant.isPresent()
              ? ""
              : "version %s, which is in use, takes no part: there is none of it that knows nothing after %s and that this code can use"
                  .formatted(latest, LocalDate.ofEpochDay(plan.lastTrainingDay()));
    }
    return new HeldBackTrial(
        registry,
        candidate.name(),
        candidate.version(),
        judged.version(),
        champion,
        remark,
        LakeInputs.masterData(lake).categories());
  }

  /** A version, or what stands in for it, that knows nothing after a day. */
  static Optional<String> ignorant(ModelRegistry models, String version, int lastDay) {
    return List.of(version, VersionNames.heldBack(version)).stream()
        .filter(each -> models.has(each) && day(models.manifest(each)) <= lastDay)
        .filter(each -> isUsable(models, each))
        .findFirst();
  }

  static boolean isUsable(ModelRegistry models, String version) {
    try {
      models.load(version, DemandFeatures.SCHEMA, 1).close();
      return true;
    } catch (ActionableException e) {
      return false;
    }
  }

  private void execute(HeldBackPlan plan, HeldBackTrial trial, ProgressListener listener) {
    SeriesTopology.judgedModel(
            LakeInputs.demandAndOffers(env, lake, plan.lastDay()),
            shared(trial.candidateModel(), "-candidate"),
            trial.hasChampion()
                ? Optional.of(shared(trial.championModel(), "-champion"))
                : Optional.empty(),
            lake.lastDay() + 1,
            plan,
            trial)
        .sinkTo(new DiscardingSink<>())
        .setParallelism(1)
        .uid("done");
    long forecasts = lake.seriesCount() * (trial.hasChampion() ? 2 : 1);
    BoundedExecution.run(
        env,
        "promotion",
        List.of(new Stage("judging", "series", SeriesOperator.SERIES_DONE, forecasts)),
        listener);
  }

  private DataStream<SharedInput> shared(String version, String suffix) {
    String name = models.manifest(version).name();
    return LakeInputs.shared(
        env, lake, List.of(ModelReference.global(registry, name, version)), suffix);
  }

  private static int day(ModelManifest manifest) {
    return (int) LocalDate.parse(manifest.trainedTo()).toEpochDay();
  }
}
