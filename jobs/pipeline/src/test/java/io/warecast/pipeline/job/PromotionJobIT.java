package io.warecast.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.demand.DemandHistory;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.model.ModelAliases;
import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.promotion.Measure;
import io.warecast.domain.promotion.Outcome;
import io.warecast.domain.promotion.Promotion;
import io.warecast.domain.promotion.SegmentComparison;
import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.scoring.model.ModelBoosters;
import io.warecast.scoring.registry.ModelRegistry;
import io.warecast.scoring.registry.VersionNames;
import io.warecast.scoring.training.ModelTrainer;
import io.warecast.scoring.training.RowSampler;
import io.warecast.scoring.training.SamplingPlan;
import io.warecast.scoring.training.TrainingConfig;
import io.warecast.scoring.training.TrainingRows;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Versions before the gate, judged on forecasts of days that no model knew. */
class PromotionJobIT {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir private Path folder;
  private String lake = "";
  private String registry = "";

  @BeforeEach
  void writeLake() {
    SmallLake.writeWithPromotions(folder.resolve("lake"));
    lake = SmallLake.uri(folder.resolve("lake"));
    registry = SmallLake.uri(folder.resolve("models"));
  }

  @Test
  void aRetrainWithMoreRowsIsPromotedAndOneOnShuffledTargetsIsNot() throws Exception {
    ModelManifest poor = train("--rows", "1");
    Promotion first = decision(poor.version());
    assertThat(first.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(first.reasons().get(0)).contains("first version");

    ModelManifest rich = train("--rows", "6000");
    Promotion better = decision(rich.version());
    assertThat(better.reasons().toString()).contains("better in total: WRMSSE");
    assertThat(better.outcome()).as(better.reasons().toString()).isEqualTo(Outcome.PROMOTED);
    assertThat(better.champion()).isEqualTo(poor.version());
    assertThat(kinds(better))
        .containsOnlyKeys("total", "warehouse", "category", "demand_class", "week");
    assertThat(kinds(better)).containsEntry("warehouse", 3L).containsEntry("week", 4L);
    SegmentComparison total = better.segments().get(0);
    assertThat(total.champion()).containsKeys(Measure.WRMSSE, Measure.WAPE, Measure.PINBALL);
    assertThat(total.baseline()).containsKeys(Measure.WRMSSE, Measure.WAPE);
    assertThat(total.pValue()).isBetween(0.0, 1.0);
    assertThat(models().aliases().resolve(ModelAliases.LATEST)).isEqualTo(rich.version());

    theCardSaysWhatWasDecidedAndWhatForecastsGoBy(rich);

    registerShuffled(rich);
    Promotion shuffled =
        PromotionJob.run(
            DailyScenario.environment(),
            lake,
            registry,
            "demand",
            "shuffled",
            ProgressListener.NONE);
    assertThat(shuffled.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(shuffled.reasons().get(0)).startsWith("not better in total: WRMSSE");
    assertThat(shuffled.reasons())
        .anyMatch(reason -> reason.startsWith("worse in warehouse"))
        .anyMatch(reason -> reason.startsWith("not better in total than the eight-week"));
    assertThat(models().aliases().resolve(ModelAliases.LATEST)).isEqualTo(rich.version());
    assertThat(models().aliases().resolve(ModelAliases.CANDIDATE)).isEqualTo("shuffled");

    aRollbackIsNotUndoneByTheSameTraining(rich, poor);
  }

  private void theCardSaysWhatWasDecidedAndWhatForecastsGoBy(ModelManifest version) {
    assertThat(models().attachment(version.version(), ModelRegistry.CARD_FILE).orElseThrow())
        .contains("# Model demand, version " + version.version())
        .contains("| lake snapshot | `" + version.lakeSnapshot() + "` |")
        .contains("**promoted**", "better in total", "| total |", "| warehouse north |")
        .contains("- from step 1, aligned by power")
        .contains("| mean.eta |", "| seconds: judging |", "| seconds: training |")
        .containsPattern("\\| weekday_mean_\\d+ \\| 0\\.\\d+ \\| \\d+\\.\\d % \\| █+ \\|");
    assertThat(models().notes(version.version()).importance())
        .hasSize(DemandFeatures.SCHEMA.width());
  }

  private void aRollbackIsNotUndoneByTheSameTraining(ModelManifest rich, ModelManifest poor) {
    models().change(aliases -> aliases.rolledBack("").orElseThrow());
    train("--rows", "6000");
    assertThat(models().aliases().resolve(ModelAliases.LATEST)).isEqualTo(poor.version());
    assertThat(models().versions())
        .extracting(ModelManifest::version)
        .contains(rich.version(), VersionNames.heldBack(rich.version()))
        .noneMatch(version -> version.endsWith("uncalibrated"));
  }

  @Test
  void aChampionThatKnowsTooMuchIsPassedOverAndTheWeekdayMeanDecides() {
    ModelManifest champion = train("--rows", "1");
    models().remove(VersionNames.heldBack(champion.version()));
    Promotion decided = decision(train("--rows", "6000").version());
    assertThat(decided.reasons()).anyMatch(reason -> reason.contains("takes no part"));
    assertThat(decided.reasons()).anyMatch(reason -> reason.contains("eight-week weekday mean"));
    assertThat(decided.segments().get(0).champion()).isEmpty();
  }

  private ModelManifest train(String... options) {
    return TrainingJob.run(
        DailyScenario.environment(),
        lake,
        registry,
        DailyScenario.options(new TrainingOptions(), options),
        ProgressListener.NONE);
  }

  /** The champion's twin, but that each target belongs to other features. */
  private void registerShuffled(ModelManifest champion) throws Exception {
    ModelManifest heldBack = models().manifest(VersionNames.heldBack(champion.version()));
    register(champion, "shuffled");
    register(heldBack, VersionNames.heldBack("shuffled"));
  }

  private void register(ModelManifest like, String version) throws Exception {
    int lastDay = (int) LocalDate.parse(like.trainedTo()).toEpochDay();
    ModelBoosters boosters =
        ModelTrainer.train(
            rows(lastDay).shuffled(5),
            DemandFeatures.SCHEMA,
            TrainingConfig.defaults(1, 2),
            () -> {});
    var calibration = models().calibration(like);
    models()
        .register(
            like.calibrated(version, Map.of(), ModelRegistry.checksums(boosters, calibration)),
            boosters,
            calibration);
  }

  private TrainingRows rows(int lastDay) throws Exception {
    Lake stored = Lake.at(lake);
    RowSampler sampler = new RowSampler(new SamplingPlan(lastDay, 730, 63, 300, true, 1));
    TrainingRows rows = new TrainingRows(DemandFeatures.SCHEMA.width());
    for (DemandStretch each : demand(stored, lastDay)) {
      sampler.sample(
          each.key(),
          "",
          new DemandHistory(each.firstDay(), each.units()),
          stored.calendars().get(0),
          OfferTimeline.NONE,
          rows);
    }
    return rows;
  }

  private static List<DemandStretch> demand(Lake lake, int lastDay) throws Exception {
    List<DemandStretch> stretches = new ArrayList<>();
    try (CloseableIterator<DemandStretch> found =
        DailyScenario.environment()
            .fromSource(lake.demand(lastDay), WatermarkStrategy.noWatermarks(), "demand")
            .executeAndCollect()) {
      found.forEachRemaining(stretches::add);
    }
    return stretches;
  }

  private static Map<String, Long> kinds(Promotion promotion) {
    return promotion.segments().stream()
        .collect(Collectors.groupingBy(SegmentComparison::kind, Collectors.counting()));
  }

  private Promotion decision(String version) {
    return models().promotion(version).orElseThrow();
  }

  private ModelRegistry models() {
    return ModelRegistry.at(registry, "demand");
  }
}
