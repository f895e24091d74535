package io.warecast.pipeline.job;

import io.warecast.domain.model.ModelAliases;
import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.model.ModelReference;
import io.warecast.domain.promotion.Promotion;
import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.pipeline.job.ProgressListener.Stage;
import io.warecast.pipeline.operator.HeldBackPlan;
import io.warecast.pipeline.operator.PassedOver;
import io.warecast.pipeline.operator.SeriesOperator;
import io.warecast.pipeline.topology.WarehouseTopology;
import io.warecast.scoring.card.ModelCard;
import io.warecast.scoring.promotion.CandidatePromotion;
import io.warecast.scoring.promotion.GateLimits;
import io.warecast.scoring.promotion.HeldBackTrial;
import io.warecast.scoring.promotion.PromotionGate;
import io.warecast.scoring.registry.ModelRegistry;
import io.warecast.scoring.registry.VersionNames;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Puts the models of single warehouses before the gate, each on the series of its warehouse against
 * the model of all that is in use. A warehouse whose own wins uses it from then on; any other
 * follows the model of all.
 */
final class WarehousePromotionJob {

  private final StreamExecutionEnvironment env;
  private final Lake lake;
  private final ModelRegistry models;
  private final String registry;

  private WarehousePromotionJob(
      StreamExecutionEnvironment env, Lake lake, ModelRegistry models, String registry) {
    this.env = env;
    this.lake = lake;
    this.models = models;
    this.registry = registry;
  }

  /**
   * Judges those that have not been judged against the version in use, and moves the aliases of
   * their warehouses, all at once.
   *
   * @param versions by warehouse, of one training
   * @return the warehouses that could not be judged, whose aliases are where they were
   */
  static List<PassedOver> judge(
      StreamExecutionEnvironment env,
      Lake lake,
      ModelRegistry models,
      String registry,
      SortedMap<String, String> versions,
      ProgressListener listener) {
    CandidatePromotion promotion =
        new CandidatePromotion(models, new PromotionGate(GateLimits.STANDARD));
    SortedMap<String, String> due = new TreeMap<>(versions);
    due.values().removeIf(version -> promotion.standing(version).isPresent());
    List<PassedOver> passedOver = new ArrayList<>();
    due.forEach(
        (id, version) -> {
          String standIn = VersionNames.heldBack(version);
          if (!models.has(standIn) || !PromotionJob.isUsable(models, standIn)) {
            passedOver.add(
                new PassedOver(
                    id, true, "version %s is missing or cannot be used".formatted(standIn)));
          }
        });
    passedOver.forEach(each -> due.remove(each.warehouseId()));
    if (due.isEmpty()) {
      return passedOver;
    }
    passedOver.addAll(new WarehousePromotionJob(env, lake, models, registry).judge(due, listener));
    passedOver.forEach(each -> due.remove(each.warehouseId()));
    List<Promotion> decisions =
        due.values().stream().map(version -> models.promotion(version).orElseThrow()).toList();
    promotion.settle(decisions);
    due.values().forEach(version -> ModelCard.write(models, version));
    return passedOver;
  }

  private List<PassedOver> judge(SortedMap<String, String> versions, ProgressListener listener) {
    String anyVersion = versions.values().iterator().next();
    int lastDay = day(models.manifest(anyVersion));
    int known = day(models.manifest(VersionNames.heldBack(anyVersion)));
    int origins = Math.min(PromotionJob.MOST_ORIGINS, (lastDay - known) / HeldBackPlan.DAYS_APART);
    HeldBackPlan plan = new HeldBackPlan(lastDay, origins, origins);
    String inUse = models.manifest(ModelAliases.LATEST).version();
    Optional<String> champion = PromotionJob.ignorant(models, inUse, plan.lastTrainingDay());
    if (champion.isEmpty()) {
      String reason =
          "not judged: of version %s, which all others use, there is none that knows nothing after %s and that this code can use"
              .formatted(inUse, LocalDate.ofEpochDay(plan.lastTrainingDay()));
      return versions.keySet().stream().map(id -> new PassedOver(id, false, reason)).toList();
    }
    return execute(plan, versions, champion.get(), listener);
  }

  private List<PassedOver> execute(
      HeldBackPlan plan,
      SortedMap<String, String> versions,
      String champion,
      ProgressListener listener) {
    String name = models.manifest(champion).name();
    Map<String, String> categories = LakeInputs.masterData(lake).categories();
    SortedMap<String, HeldBackTrial> trials = new TreeMap<>();
    List<ModelReference> candidates = new ArrayList<>();
    versions.forEach(
        (id, version) -> {
          String standIn = VersionNames.heldBack(version);
          trials.put(
              id, new HeldBackTrial(registry, name, version, standIn, champion, "", categories));
          candidates.add(new ModelReference(registry, name, standIn, id));
        });
    WarehouseTopology.judgedModels(
            LakeInputs.demandAndOffers(env, lake, plan.lastDay()),
            LakeInputs.shared(env, lake, candidates, "-candidate"),
            LakeInputs.shared(
                env, lake, List.of(ModelReference.global(registry, name, champion)), "-champion"),
            lake.lastDay() + 1,
            categories,
            plan,
            trials)
        .sinkTo(new DiscardingSink<>())
        .uid("done");
    String title = "judging models of warehouses";
    Stage stage = new Stage(title, "series", SeriesOperator.SERIES_DONE, 0);
    return WarehouseTrainingJob.passedOver(
        BoundedExecution.run(env, title, List.of(stage), listener));
  }

  private static int day(ModelManifest manifest) {
    return (int) LocalDate.parse(manifest.trainedTo()).toEpochDay();
  }
}
