package io.warecast.scoring.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.warecast.domain.ActionableException;
import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.forecast.Quantiles;
import io.warecast.domain.model.ModelManifest;
import io.warecast.scoring.TrainedModels;
import io.warecast.scoring.model.DemandModel;
import io.warecast.scoring.registry.ModelRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTrainingTest {

  private static final int HORIZON = 14;

  @TempDir Path folder;

  @Test
  void aTrainedModelKnowsTheWeekdayAndTheSpread() {
    train("v1");
    try (DemandModel model = registry().load("v1", DemandFeatures.SCHEMA, 1)) {
      int unseen = 1_000;
      DemandFeatures features = features(unseen);
      float[] mean = new float[HORIZON];
      float[][] quantiles = new float[3][HORIZON];
      model.predict(rows(features), HORIZON).toUnits(0, features.level(), mean, quantiles);
      Quantiles.enclose(mean, quantiles);
      for (int step = 1; step <= HORIZON; step++) {
        boolean weekend = Math.floorMod(TrainedModels.LAST_DAY + step + 3, 7) >= 5;
        assertThat(mean[step - 1]).isCloseTo(weekend ? 20 : 10, within(3f));
        assertThat(quantiles[2][step - 1] - quantiles[0][step - 1]).isBetween(3.5f, 12f);
        assertThat(quantiles[0][step - 1]).isBetween(0f, mean[step - 1]);
        assertThat(quantiles[2][step - 1]).isGreaterThanOrEqualTo(mean[step - 1]);
      }
    }
  }

  @Test
  void sameSeedAndRowsGiveTheSameModelToTheByte() throws Exception {
    train("v1");
    train("v2");
    for (String file : new String[] {"model.ubj", "quantiles.ubj"}) {
      assertThat(Files.readAllBytes(folder.resolve("demand/v1/" + file)))
          .isEqualTo(Files.readAllBytes(folder.resolve("demand/v2/" + file)));
    }
  }

  @Test
  void theManifestSaysWhatTheModelIs() {
    ModelManifest manifest = train("v1");
    assertThat(manifest).isEqualTo(registry().manifest("v1"));
    assertThat(manifest.featureSchema()).isEqualTo(DemandFeatures.SCHEMA);
    assertThat(manifest.trainedTo()).isEqualTo("2024-10-04");
    assertThat(manifest.series()).isEqualTo(16);
    assertThat(manifest.metrics().get("validation_wape")).isBetween(0.05, 0.25);
    assertThat(manifest.metrics().get("validation_coverage")).isBetween(0.7, 1.0);
    assertThat(Math.abs(manifest.metrics().get("validation_bias"))).isLessThan(0.05);
  }

  @Test
  void tooFewRowsAreRefusedWithTheirNumber() {
    TrainingRows none = new TrainingRows(DemandFeatures.SCHEMA.width());
    ModelTraining training = TrainedModels.training(folder.toUri().toString(), "v1");
    assertThatThrownBy(() -> training.run(none, 0, () -> {}))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("found 0 rows up to 2024-10-04");
  }

  @Test
  void aPredictionDoesNotDependOnItsNeighboursInTheBlock() {
    train("v1");
    try (DemandModel model = registry().load("v1", DemandFeatures.SCHEMA, 1)) {
      float[] alone = model.predict(rows(features(3)), HORIZON).mean()[5];
      float[] both = new float[2 * HORIZON * DemandFeatures.SCHEMA.width()];
      System.arraycopy(rows(features(9)), 0, both, 0, both.length / 2);
      System.arraycopy(rows(features(3)), 0, both, both.length / 2, both.length / 2);
      assertThat(model.predict(both, 2 * HORIZON).mean()[HORIZON + 5]).isEqualTo(alone);
    }
  }

  private ModelManifest train(String version) {
    ModelTraining training = TrainedModels.training(folder.toUri().toString(), version);
    return training.run(TrainedModels.rows(16, training.plan()), 16, () -> {});
  }

  private ModelRegistry registry() {
    return ModelRegistry.at(folder.toUri().toString(), "demand");
  }

  private static DemandFeatures features(int series) {
    return DemandFeatures.at(
        TrainedModels.LAST_DAY,
        TrainedModels.key(series),
        "",
        TrainedModels.history(series),
        TrainedModels.CALENDAR,
        OfferTimeline.NONE);
  }

  private static float[] rows(DemandFeatures features) {
    int width = DemandFeatures.SCHEMA.width();
    float[] rows = new float[HORIZON * width];
    for (int step = 1; step <= HORIZON; step++) {
      features.fill(step, rows, (step - 1) * width);
    }
    return rows;
  }
}
