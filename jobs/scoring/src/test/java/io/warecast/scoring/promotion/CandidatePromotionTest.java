package io.warecast.scoring.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.promotion.Measure;
import io.warecast.domain.promotion.Outcome;
import io.warecast.domain.promotion.Promotion;
import io.warecast.domain.promotion.SegmentComparison;
import io.warecast.scoring.TrainedModels;
import io.warecast.scoring.registry.ModelRegistry;
import io.warecast.scoring.training.ModelTraining;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version that knows one warehouse beside that of all. */
class CandidatePromotionTest {

  @TempDir private Path folder;
  private ModelRegistry registry;
  private CandidatePromotion promotion;

  @BeforeEach
  void trainOneOfAllAndOneOfAWarehouse() {
    ModelTraining ofAll = TrainedModels.training(folder.toUri().toString(), "v1");
    ofAll.run(TrainedModels.rows(4, TrainedModels.plan()), 4, () -> {});
    ofAll.ofWarehouse("W").run(TrainedModels.rows(16, TrainedModels.plan()), 16, () -> {});
    registry = ModelRegistry.at(folder.toUri().toString(), "demand");
    registry.promote("v1");
    promotion = new CandidatePromotion(registry, new PromotionGate(GateLimits.OF_WAREHOUSE));
  }

  @Test
  void theVersionIsNamedAfterItsWarehouseAndItsManifestSaysSo() {
    ModelManifest manifest = registry.manifest("v1-W");
    assertThat(manifest.warehouseId()).isEqualTo("W");
    assertThat(manifest.parameters()).containsEntry("mean.nthread", "1");
    assertThat(registry.manifest("v1").warehouseId()).isEmpty();
  }

  @Test
  void oneThatWinsBecomesTheWarehousesOwnAndNoOthersCandidate() {
    Promotion won = promotion.propose("v1-W", List.of(total(.50)));
    assertThat(won.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(won.champion()).isEqualTo("v1");
    assertThat(registry.aliases().versions())
        .containsExactlyInAnyOrderEntriesOf(Map.of("latest", "v1", "latest:W", "v1-W"));
    assertThat(promotion.standing("v1-W")).contains(won);
  }

  @Test
  void oneThatDoesNotWinSendsItsWarehouseBackToTheModelOfAll() {
    registry.promote("v1", "W");
    registry.promote("v1", "other");
    promotion.propose("v1-W", List.of(total(.5499)));
    assertThat(registry.aliases().active())
        .containsExactlyInAnyOrderEntriesOf(Map.of("", "v1", "other", "v1"));
    assertThat(registry.aliases().rolledBack("W").orElseThrow().active()).containsEntry("W", "v1");
  }

  @Test
  void itIsNotPromotedByHandForOthersUnlessForced() {
    promotion.propose("v1-W", List.of(total(.50)));
    for (String elsewhere : List.of("", "other")) {
      assertThatThrownBy(() -> promotion.promoteByHand("v1-W", elsewhere, false))
          .isInstanceOf(ActionableException.class)
          .hasMessageContaining("knows warehouse W only")
          .hasMessageContaining("--warehouse W");
    }
    promotion.promoteByHand("v1-W", "other", true);
    assertThat(registry.aliases().active()).containsEntry("other", "v1-W");
  }

  @Test
  void fewerRowsThanAModelOfItsOwnTakesAreRefused() {
    ModelTraining ofAll = TrainedModels.training(folder.toUri().toString(), "v2");
    ModelTraining own = ofAll.ofWarehouse("W");
    assertThat(own.fewestRows()).isGreaterThan(ofAll.fewestRows());
    assertThatThrownBy(() -> own.run(TrainedModels.rows(4, TrainedModels.plan()), 4, () -> {}))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("at least 1000 are needed");
  }

  private static SegmentComparison total(double wrmsse) {
    return SegmentComparison.total(
        1000, 100, Map.of(Measure.WRMSSE, wrmsse), Map.of(Measure.WRMSSE, .55), Double.NaN);
  }
}
