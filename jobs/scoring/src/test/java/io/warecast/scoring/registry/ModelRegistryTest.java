package io.warecast.scoring.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.warecast.domain.ActionableException;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.feature.FeatureSchema;
import io.warecast.domain.feature.FeatureType;
import io.warecast.domain.model.FeatureImportance;
import io.warecast.domain.model.ModelCalibration;
import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.promotion.Outcome;
import io.warecast.domain.promotion.Promotion;
import io.warecast.scoring.TrainedModels;
import io.warecast.scoring.model.DemandModel;
import io.warecast.scoring.promotion.CandidatePromotion;
import io.warecast.scoring.promotion.GateLimits;
import io.warecast.scoring.promotion.PromotionGate;
import io.warecast.scoring.training.TrainingRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRegistryTest {

  @TempDir Path folder;
  private ModelRegistry registry;

  @BeforeEach
  void registerOneVersion() {
    TrainedModels.training(folder.toUri().toString(), "v1")
        .run(TrainedModels.rows(4, TrainedModels.plan()), 4, () -> {});
    registry = ModelRegistry.at(folder.toUri().toString(), "demand");
  }

  @Test
  void anAliasNamesAVersion() {
    registry.promote("v1");
    assertThat(registry.manifest("latest").version()).isEqualTo("v1");
    assertThat(registry.has("v1")).isTrue();
    assertThat(registry.has("v2")).isFalse();
  }

  @Test
  void anAliasIsThereWhileItIsMoved() throws Exception {
    registry.promote("v1");
    Thread mover =
        new Thread(
            () -> {
              for (int i = 0; i < 500; i++) {
                registry.promote("v1", "w" + i % 2);
                registry.change(aliases -> aliases.rolledBack("w0").orElse(aliases));
              }
            });
    mover.start();
    while (mover.isAlive()) {
      assertThat(registry.aliases().resolve("latest")).isEqualTo("v1");
    }
    mover.join();
  }

  @Test
  void aMissingVersionIsNamedWithTheFolder() {
    assertThatThrownBy(() -> registry.manifest("latest"))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("no model 'latest' in")
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("train one first");
  }

  @Test
  void aBoosterWithAnotherChecksumIsRefusedByName() throws IOException {
    Path booster = folder.resolve("demand/v1/quantiles.ubj");
    byte[] bytes = Files.readAllBytes(booster);
    bytes[bytes.length / 2] ^= 1;
    Files.write(booster, bytes);
    assertThatThrownBy(() -> registry.load("v1", DemandFeatures.SCHEMA, 1))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("demand/v1/quantiles.ubj")
        .hasMessageContaining("SHA-256");
  }

  @Test
  void aMissingBoosterIsRefusedByName() throws IOException {
    Files.delete(folder.resolve("demand/v1/model.ubj"));
    assertThatThrownBy(() -> registry.load("v1", DemandFeatures.SCHEMA, 1))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("model.ubj")
        .hasMessageContaining("missing");
  }

  @Test
  void aModelOfAnotherFeatureSchemaIsRefused() {
    FeatureSchema other = new FeatureSchema(List.of("x"), List.of(FeatureType.QUANTITY));
    assertThatThrownBy(() -> registry.load("v1", other, 1))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("feature schema")
        .hasMessageContaining(other.hash().substring(0, 12));
  }

  @Test
  void aManifestWhoseHashWasChangedIsRefused() throws IOException {
    Path manifest = folder.resolve("demand/v1/manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace(DemandFeatures.SCHEMA.hash(), "0".repeat(64)));
    assertThatThrownBy(() -> registry.load("v1", DemandFeatures.SCHEMA, 1))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("000000000000");
  }

  @Test
  void aVersionHasTheCalibrationThatItWasRegisteredWith() {
    assertThat(registry.calibration(registry.manifest("v1")))
        .isEqualTo(ModelCalibration.ofDamping(1));
    try (DemandModel model = registry.load("v1", DemandFeatures.SCHEMA, 1)) {
      assertThat(model.damping().at(1)).isEqualTo(1);
    }
  }

  @Test
  void aVersionWhoseManifestNamesNoCalibrationHasNone() throws IOException {
    Path file = folder.resolve("demand/v1/manifest.json");
    String text = Files.readString(file);
    // As versions were registered before there were calibrations.
    String without = text.replaceAll("\\s*\"calibration.json\" : \"[0-9a-f]+\",", "");
    assertThat(without).isNotEqualTo(text);
    Files.writeString(file, without);
    Files.delete(folder.resolve("demand/v1/calibration.json"));
    assertThat(registry.calibration(registry.manifest("v1"))).isEqualTo(ModelCalibration.NONE);
    try (DemandModel model = registry.load("v1", DemandFeatures.SCHEMA, 1)) {
      assertThat(model.damping().at(1)).isZero();
    }
  }

  @Test
  void aCalibrationThatWasChangedIsRefusedByName() throws IOException {
    Path calibration = folder.resolve("demand/v1/calibration.json");
    Files.writeString(calibration, Files.readString(calibration).replace("1.0", "0.5"));
    assertThatThrownBy(() -> registry.load("v1", DemandFeatures.SCHEMA, 1))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("demand/v1/calibration.json")
        .hasMessageContaining("SHA-256");
  }

  @Test
  void aManifestThatIsNoJsonIsRefusedByName() throws IOException {
    Files.writeString(folder.resolve("demand/v1/manifest.json"), "{\"name\":");
    assertThatThrownBy(() -> registry.manifest("v1"))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("demand/v1/manifest.json");
  }

  @Test
  void importanceSumsToTheGainOfAllSplitsAndFindsWhatTheTargetFollows() {
    float[] sample = TrainedModels.rows(2, TrainedModels.plan()).sample(50);
    FeatureSchema schema = DemandFeatures.SCHEMA;
    assertThat(sample).hasSize(50 * schema.width());
    try (DemandModel model = registry.load("v1", schema, 1)) {
      List<FeatureImportance> importance = model.importance(schema.names(), sample, 50);
      assertThat(importance).hasSize(schema.width());
      assertThat(importance.stream().mapToDouble(FeatureImportance::gain).sum())
          .isCloseTo(1, within(1e-6));
      assertThat(importance.get(0).name()).startsWith("weekday");
      assertThat(importance.get(0).gain()).isGreaterThan(.2);
    }
  }

  @Test
  void theFirstVersionPassesTheGateAndTheDecisionStandsBesideIt() {
    Promotion decided = promotion().proposeByValidation("v1");
    assertThat(decided.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(registry.promotion("latest")).contains(decided);
    assertThat(promotion().standing("v1")).contains(decided);
    assertThat(registry.versions()).extracting(ModelManifest::version).containsExactly("v1");
  }

  @Test
  void aWorseVersionStaysACandidateAndLatestStaysWhatItWas() {
    promotion().proposeByValidation("v1");
    TrainingRows shuffled = TrainedModels.rows(4, TrainedModels.plan()).shuffled(1);
    TrainedModels.training(folder.toUri().toString(), "v2").run(shuffled, 4, () -> {});

    Promotion decided = promotion().proposeByValidation("v2");

    assertThat(decided.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(decided.champion()).isEqualTo("v1");
    assertThat(decided.reasons().get(0)).startsWith("not better in total: WAPE");
    assertThat(registry.aliases().resolve("latest")).isEqualTo("v1");
    assertThat(registry.aliases().resolve("candidate")).isEqualTo("v2");
    assertThat(registry.promotion("v2")).contains(decided);
  }

  private CandidatePromotion promotion() {
    return new CandidatePromotion(registry, new PromotionGate(GateLimits.STANDARD));
  }
}
