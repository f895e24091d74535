package io.warecast.benchmarks;

import io.warecast.domain.feature.FeatureSchema;
import io.warecast.scoring.model.SplitGains;
import io.warecast.scoring.training.TrainingConfig;
import io.warecast.scoring.training.TreeParameters;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A way to fit the boosters.
 *
 * @param name in figures
 * @param title for people
 * @param isChoice whether it is there to be chosen, and not to tell what chance does
 */
public record ModelVariant(String name, String title, boolean isChoice, TrainingConfig config) {

  private static final int SHALLOW_MEAN = 3;
  private static final int SHALLOW_QUANTILES = 4;
  private static final long OTHER_SEED = 1;

  /** Production's. */
  static ModelVariant ofDefault(TrainingConfig config) {
    return new ModelVariant("default", "default", true, config);
  }

  /**
   * The others. What a split gains grows with the rows, so the least gains of the pruned ones are
   * taken from the default model: what a share of its splits do not reach. They are asked for while
   * a tree grows, level by level, which is how XGBoost's {@code hist} prunes: what would have grown
   * below such a split is lost with it.
   *
   * @param mean what the splits of the default model's mean booster have gained
   * @param quantiles the same of its quantile booster
   */
  static List<ModelVariant> others(
      TrainingConfig config, SplitGains mean, SplitGains quantiles, FeatureSchema schema) {
    return List.of(
        // Of its own kind: what differs here is chance, and no smaller difference means anything.
        new ModelVariant(
            "other_seed", "another seed", false, config.withSeed(config.seed() + OTHER_SEED)),
        choice("half_rounds", "half of the rounds", halfOfTheRounds(config, 1)),
        choice(
            "half_rounds_larger_steps",
            "half of the rounds, steps 1.6 times as large",
            halfOfTheRounds(config, 1.6)),
        choice(
            "shallower",
            "depth %d, quantiles %d".formatted(SHALLOW_MEAN, SHALLOW_QUANTILES),
            config.withTrees(
                config.mean().withDepth(SHALLOW_MEAN),
                config.quantiles().withDepth(SHALLOW_QUANTILES))),
        choice(
            "pruned_by_quartile",
            "least gain: the lower quartile",
            pruned(config, mean, quantiles, .25)),
        choice("pruned_by_median", "least gain: the median", pruned(config, mean, quantiles, .5)),
        choice(
            "half_features",
            "the better half of the features",
            config.withFeatures(betterHalf(mean, quantiles, schema.names()))));
  }

  private static ModelVariant choice(String name, String title, TrainingConfig config) {
    return new ModelVariant(name, title, true, config);
  }

  private static TrainingConfig halfOfTheRounds(TrainingConfig config, double step) {
    return config.withTrees(
        halfOfTheRounds(config.mean(), step), halfOfTheRounds(config.quantiles(), step));
  }

  private static TreeParameters halfOfTheRounds(TreeParameters trees, double step) {
    return trees.withRounds(trees.rounds() / 2).withLearningRate(step * trees.learningRate());
  }

  private static TrainingConfig pruned(
      TrainingConfig config, SplitGains mean, SplitGains quantiles, double share) {
    return config.withTrees(
        config.mean().withMinSplitGain(mean.quantile(share)),
        config.quantiles().withMinSplitGain(quantiles.quantile(share)));
  }

  /** By the shares of both boosters' gains: one that is left out need not be computed at all. */
  private static List<String> betterHalf(
      SplitGains mean, SplitGains quantiles, List<String> names) {
    double[] ofMean = shares(mean);
    double[] ofQuantiles = shares(quantiles);
    return IntStream.range(0, names.size())
        .boxed()
        .sorted(Comparator.comparingDouble(column -> -ofMean[column] - ofQuantiles[column]))
        .limit(names.size() / 2)
        .sorted()
        .map(names::get)
        .toList();
  }

  private static double[] shares(SplitGains gains) {
    double[] byColumn = gains.byColumn();
    double all = Arrays.stream(byColumn).sum();
    return Arrays.stream(byColumn).map(gain -> all > 0 ? gain / all : 0).toArray();
  }
}
