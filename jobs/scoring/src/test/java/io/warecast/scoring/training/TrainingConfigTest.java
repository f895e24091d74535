package io.warecast.scoring.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.model.ModelManifest;
import io.warecast.scoring.TrainedModels;
import io.warecast.scoring.model.ModelBoosters;
import io.warecast.scoring.model.SplitGains;
import io.warecast.scoring.model.XgboostModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingConfigTest {

  private static final TrainingConfig DEFAULTS = TrainingConfig.defaults(7, 1);

  private static final List<String> FEW = DemandFeatures.SCHEMA.names().subList(0, 5);

  private final TrainingRows rows = TrainedModels.rows(16, TrainedModels.plan());

  @TempDir Path folder;

  @Test
  void theIdentityOfTheDefaultsIsAsEver() {
    assertThat(DEFAULTS.identity())
        .isEqualTo(
            "[0.025, 0.25, 0.5, 0.75, 0.975], TreeParameters[rounds=120, depth=4, learningRate=0.12, rowShare=0.8, columnShare=0.7, minChildWeight=20.0, lambda=2.0], tweedie 1.1, TreeParameters[rounds=100, depth=6, learningRate=0.18, rowShare=0.8, columnShare=0.7, minChildWeight=20.0, lambda=2.0], damping 1.0, seed 7");
  }

  @Test
  void whatATreeMayNotDoIsPartOfTheIdentity() {
    TrainingConfig pruned =
        DEFAULTS.withTrees(DEFAULTS.mean().withMinSplitGain(.5), DEFAULTS.quantiles());
    assertThat(pruned.identity()).contains("lambda=2.0, minSplitGain=0.5], tweedie");
    assertThat(DEFAULTS.withFeatures(FEW).identity()).endsWith("seed 7, features " + FEW);
  }

  @Test
  void parametersAreReadBackFromTheManifestThatTheyWereWrittenTo() {
    TreeParameters trees = DEFAULTS.mean().withDepth(3).withLearningRate(.2).withMinSplitGain(.5);
    assertThat(TreeParameters.ofManifest(manifest(trees), "mean.")).isEqualTo(trees);
  }

  @Test
  void manifestsWithoutALeastGainAreOfTreesWithoutOne() {
    assertThat(manifest(DEFAULTS.mean())).doesNotContainKey("mean.gamma");
    assertThat(TreeParameters.ofManifest(manifest(DEFAULTS.mean()), "mean."))
        .isEqualTo(DEFAULTS.mean());
  }

  @Test
  void noSplitGainsLessThanTheLeast() {
    SplitGains all = gains(small());
    double least = all.quantile(.5);
    SplitGains pruned =
        gains(small().withTrees(small().mean().withMinSplitGain(least), small().quantiles()));
    assertThat(least).isPositive();
    assertThat(all.quantile(0)).isLessThan(least);
    assertThat(pruned.quantile(0)).isGreaterThanOrEqualTo(least);
    assertThat(pruned.leaves()).isBetween(1, all.leaves() - 1);
  }

  @Test
  void treesSplitByTheChosenFeaturesOnly() {
    List<String> names = DemandFeatures.SCHEMA.names();
    List<String> few =
        IntStream.range(0, names.size()).filter(i -> i % 3 == 0).mapToObj(names::get).toList();
    assertThat(splitBy(small())).isNotEmpty().matches(all -> !few.containsAll(all));
    assertThat(splitBy(small().withFeatures(few))).isNotEmpty().isSubsetOf(few);
  }

  @Test
  void theManifestNamesTheChosenFeatures() {
    assertThat(manifest("all", small()).parameters()).doesNotContainKey("features");
    assertThat(manifest("few", small().withFeatures(FEW)).parameters())
        .containsEntry("features", String.join(",", FEW));
  }

  @Test
  void aFeatureThatDoesNotExistIsRefused() {
    TrainingConfig wrong = small().withFeatures(List.of("colour"));
    assertThatThrownBy(() -> ModelTrainer.train(rows, DemandFeatures.SCHEMA, wrong, () -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("colour");
  }

  private static Map<String, String> manifest(TreeParameters trees) {
    Map<String, String> manifest = new TreeMap<>();
    trees.toXgboost().forEach((name, value) -> manifest.put("mean." + name, value + ""));
    manifest.put("mean.rounds", Integer.toString(trees.rounds()));
    return manifest;
  }

  private ModelManifest manifest(String version, TrainingConfig config) {
    return TrainedModels.training(folder.toUri().toString(), version, config)
        .run(rows, 16, () -> {});
  }

  private static TrainingConfig small() {
    return TrainedModels.config();
  }

  private SplitGains gains(TrainingConfig config) {
    ModelBoosters boosters = ModelTrainer.train(rows, DemandFeatures.SCHEMA, config, () -> {});
    try (XgboostModel model = XgboostModel.load(boosters.mean(), 1)) {
      return model.gains();
    }
  }

  private List<String> splitBy(TrainingConfig config) {
    double[] gains = gains(config).byColumn();
    return IntStream.range(0, gains.length)
        .filter(column -> gains[column] > 0)
        .mapToObj(DemandFeatures.SCHEMA.names()::get)
        .toList();
  }
}
