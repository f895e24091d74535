package io.warecast.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.model.ModelAliases;
import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.promotion.Measure;
import io.warecast.domain.promotion.Outcome;
import io.warecast.domain.promotion.Promotion;
import io.warecast.domain.promotion.SegmentComparison;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import io.warecast.pipeline.connector.lake.LakeImport;
import io.warecast.scoring.registry.ModelRegistry;
import io.warecast.scoring.registry.VersionNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models of single warehouses in a lake where promotions change demand by the weekday, and in one,
 * {@code reverse}, the other way round. {@code few} is like {@code usual}, with hardly enough items
 * to learn from; {@code tiny} has too few.
 */
class WarehouseTrainingIT {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final int LAST_DAY = (int) LocalDate.of(2024, 6, 30).toEpochDay();
  private static final int DAYS = 240;
  private static final int FIRST_DAY = LAST_DAY - DAYS + 1;
  private static final Map<String, Integer> ITEMS =
      Map.of("usual", 20, "few", 4, "reverse", 10, "tiny", 1);

  private static final int PROMOTED_DAYS = 6;

  /** What a promotion multiplies demand by, by weekday. */
  private static final double[] LIFTS = {3, .8, 1.2, 2.2, 1, 1.6, 2.6};

  private static final double[] OTHER_LIFTS = {.4, 2.2, 1, .5, 1.8, .6, .3};

  /** 300 of each item. */
  private static final String[] OPTIONS = {"--rows", "" + 300 * (35 + 4 + 8), "--horizon", "28"};

  @TempDir private Path folder;
  private String lake = "";

  @BeforeEach
  void writeLake() {
    lake = SmallLake.uri(folder.resolve("lake"));
    try (LakeImport writing = LakeImport.into(lake)) {
      ITEMS.keySet().stream()
          .sorted()
          .map(id -> new Warehouse(id, "EU", "Europe/Berlin"))
          .forEach(writing::warehouse);
      for (int item = 0; item < 20; item++) {
        writing.item(new Item("item-" + item, item % 2 == 0 ? "FOOD" : "HOME", ""));
      }
      ITEMS.forEach((warehouse, items) -> write(writing, warehouse, items));
      writing.commit();
    }
  }

  @Test
  void aWarehouseThatIsDifferentUsesItsOwnModelAndOneThatIsNotThatOfAll() {
    TrainedModels trained = train("models", "--per-warehouse");
    String ofAll = trained.model().version();
    ModelRegistry models = models("models");
    assertThat(trained.warehouses())
        .extracting(WarehouseChoice::warehouseId)
        .containsExactly("few", "reverse", "tiny", "usual");
    trained.requireNoFailure();

    WarehouseChoice reverse = choice(trained, "reverse");
    assertThat(reverse.inUse()).as(reverse.toString()).isEqualTo(ofAll + "-reverse");
    assertThat(reverse.why()).startsWith("better in total: WRMSSE");
    assertThat(reverse.decision().orElseThrow().champion()).isEqualTo(ofAll);
    assertThat(reverse.decision().orElseThrow().segments())
        .filteredOn(each -> each.kind().equals("warehouse"))
        .extracting(SegmentComparison::segment)
        .containsExactly("reverse");
    SegmentComparison total = reverse.decision().orElseThrow().segments().get(0);
    assertThat(total.candidate().get(Measure.WRMSSE))
        .isLessThan(total.champion().get(Measure.WRMSSE));

    WarehouseChoice few = choice(trained, "few");
    assertThat(few.inUse()).isEmpty();
    assertThat(few.why()).startsWith("not better in total by 1 %: WRMSSE");
    assertThat(few.decision().map(Promotion::outcome)).contains(Outcome.REFUSED);

    WarehouseChoice tiny = choice(trained, "tiny");
    assertThat(tiny.inUse()).isEmpty();
    assertThat(tiny.why())
        .matches("skipped: 3\\d\\d rows up to 2024-05-05, a model of its own takes 1,000 or more");
    assertThat(models.has(tiny.version())).isFalse();

    assertThat(models.aliases().resolve(ModelAliases.LATEST)).isEqualTo(ofAll);
    for (WarehouseChoice each : trained.warehouses()) {
      boolean isPromoted =
          each.decision().filter(made -> made.outcome() == Outcome.PROMOTED).isPresent();
      assertThat(models.aliases().active().getOrDefault(each.warehouseId(), ""))
          .isEqualTo(isPromoted ? each.version() : "");
    }
    theVersionOfAWarehouseIsOneLikeOthers(models, reverse.version());
    whatAPersonUndidStaysUndone(models);
  }

  private static void theVersionOfAWarehouseIsOneLikeOthers(ModelRegistry models, String version) {
    ModelManifest manifest = models.manifest(version);
    assertThat(manifest.warehouseId()).isEqualTo("reverse");
    assertThat(manifest.series()).isEqualTo(10);
    assertThat(models.manifest(VersionNames.heldBack(version)).trainedTo()).isEqualTo("2024-05-05");
    assertThat(models.notes(version).importance()).isNotEmpty();
    assertThat(models.attachment(version, ModelRegistry.CARD_FILE).orElseThrow())
        .contains("| trained on | warehouse reverse only |", "**promoted**");
    assertThat(models.versions())
        .extracting(ModelManifest::version)
        .noneMatch(each -> each.endsWith("uncalibrated"));
  }

  /** The same training finds everything made and decided. */
  private void whatAPersonUndidStaysUndone(ModelRegistry models) {
    models.change(aliases -> aliases.rolledBack("reverse").orElseThrow());
    List<ModelManifest> before = models.versions();
    TrainedModels again = train("models", "--per-warehouse");
    assertThat(models.versions()).isEqualTo(before);
    assertThat(choice(again, "reverse").inUse()).isEmpty();
    assertThat(models.aliases().active()).doesNotContainKey("reverse");
  }

  @Test
  void aFitThatFailsLeavesItsAliasAndKeepsNoOtherWarehouseBack() throws IOException {
    String ofAll = train("models").model().version();
    ModelRegistry models = models("models");
    models.promote(ofAll, "few");
    Path inTheWay =
        folder.resolve(
            "models/demand/" + VersionNames.uncalibrated(VersionNames.heldBack(ofAll + "-few")));
    Files.writeString(inTheWay, "no folder");

    TrainedModels trained = train("models", "--per-warehouse");
    WarehouseChoice few = choice(trained, "few");
    assertThat(few.isFailure()).isTrue();
    assertThat(few.why()).startsWith("failed: cannot write").contains(inTheWay.toString());
    assertThat(few.inUse()).isEqualTo(ofAll);
    assertThat(choice(trained, "reverse").inUse()).isEqualTo(ofAll + "-reverse");
    assertThatThrownBy(trained::requireNoFailure)
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("where they were: few.");

    Files.delete(inTheWay);
    String madeBefore = models.manifest(ofAll + "-reverse").createdAt();
    TrainedModels mended = train("models", "--per-warehouse");
    mended.requireNoFailure();
    assertThat(choice(mended, "few").why()).startsWith("not better in total");
    assertThat(models.aliases().active()).doesNotContainKey("few");
    assertThat(models.aliases().versions())
        .containsEntry(ModelAliases.previousOf("few"), ofAll)
        .containsEntry(ModelAliases.latestOf("reverse"), ofAll + "-reverse");
    assertThat(models.manifest(ofAll + "-reverse").createdAt()).isEqualTo(madeBefore);

    theSameSeedGivesTheSameModels(models);
  }

  /** Though others were fitted beside them here, and at other times. */
  private void theSameSeedGivesTheSameModels(ModelRegistry models) {
    train("again", "--per-warehouse");
    assertThat(files(models("again"))).isEqualTo(files(models)).hasSize(8);
  }

  private static Map<String, Map<String, String>> files(ModelRegistry models) {
    return models.versions().stream()
        .collect(Collectors.toMap(ModelManifest::version, ModelManifest::files));
  }

  private static WarehouseChoice choice(TrainedModels trained, String warehouse) {
    return trained.warehouses().stream()
        .filter(each -> each.warehouseId().equals(warehouse))
        .findFirst()
        .orElseThrow();
  }

  private TrainedModels train(String registry, String... more) {
    List<String> options = new ArrayList<>(List.of(OPTIONS));
    options.addAll(List.of(more));
    return TrainingJob.runWithWarehouses(
        DailyScenario.environment(),
        lake,
        SmallLake.uri(folder.resolve(registry)),
        DailyScenario.options(new TrainingOptions(), options.toArray(String[]::new)),
        ProgressListener.NONE);
  }

  private ModelRegistry models(String registry) {
    return ModelRegistry.at(SmallLake.uri(folder.resolve(registry)), "demand");
  }

  private static void write(LakeImport writing, String warehouse, int items) {
    double[] lifts = warehouse.equals("reverse") ? OTHER_LIFTS : LIFTS;
    for (int item = 0; item < items; item++) {
      SeriesKey key = new SeriesKey(warehouse, "item-" + item);
      Random random = new Random(key.hashCode());
      float[] units = new float[DAYS];
      List<Integer> changes = new ArrayList<>(List.of(FIRST_DAY));
      for (int d = 0; d < DAYS; d++) {
        int since = since(d, item);
        if ((since == 0 || since == PROMOTED_DAYS) && d > 0) {
          changes.add(FIRST_DAY + d);
        }
        double lift = since < PROMOTED_DAYS ? lifts[Math.floorMod(FIRST_DAY + d, 7)] : 1;
        units[d] = (float) ((40 + item) * lift * (1 + .02 * random.nextGaussian()));
      }
      writing.demand(new DemandStretch(key, FIRST_DAY, units));
      writing.offers(key, offers(changes, item));
    }
  }

  private static OfferTimeline offers(List<Integer> changes, int item) {
    float[] prices = new float[changes.size()];
    boolean[] promoted = new boolean[prices.length];
    for (int i = 0; i < prices.length; i++) {
      promoted[i] = since(changes.get(i) - FIRST_DAY, item) < PROMOTED_DAYS;
      prices[i] = promoted[i] ? 4 : 5;
    }
    return new OfferTimeline(changes.stream().mapToInt(day -> day).toArray(), prices, promoted);
  }

  /** Days since the last promotion of an item began. */
  private static int since(int day, int item) {
    return (day + 7 * item) % 17;
  }
}
