package io.warecast.scoring.training;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How boosters are fitted.
 *
 * @param levels quantile levels, ascending, in (0, 1)
 * @param mean trees of the mean booster
 * @param tweediePower how the variance grows with the mean: 1 as for counts, 2 as for amounts
 * @param quantiles trees of the quantile booster; each round grows one for each level
 * @param seed of every random choice; the same seed on the same rows gives the same model
 * @param threads that the fit may use
 * @param features names of the only features that trees may split by; empty for all
 */
public record TrainingConfig(
    float[] levels,
    TreeParameters mean,
    double tweediePower,
    TreeParameters quantiles,
    long seed,
    int threads,
    List<String> features)
    implements java.io.Serializable {

  public TrainingConfig {
    features = List.copyOf(features);
  }

  /** Trees may split by all features. */
  public TrainingConfig(
      float[] levels,
      TreeParameters mean,
      double tweediePower,
      TreeParameters quantiles,
      long seed,
      int threads) {
    this(levels, mean, tweediePower, quantiles, seed, threads, List.of());
  }

  /** Of the alignment with group forecasts, at every step: until a backtest has chosen better. */
  static final double DAMPING = 1.0;

  /**
   * Shallow trees in few rounds for the mean, which lose nothing to deeper ones once items are
   * aligned with their groups; deeper ones for the quantiles, as spread differs more from series to
   * series. A quantile's leaves move a fixed share of the way and take larger steps.
   */
  public static TrainingConfig defaults(long seed, int threads) {
    return new TrainingConfig(
        new float[] {.025f, .25f, .5f, .75f, .975f},
        new TreeParameters(120, 4, .12, .8, .7, 20, 2),
        1.1,
        new TreeParameters(100, 6, .18, .8, .7, 20, 2),
        seed,
        threads);
  }

  /** The same with another mean booster. */
  TrainingConfig withMean(TreeParameters trees, double power) {
    return new TrainingConfig(levels, trees, power, quantiles, seed, threads, features);
  }

  /** The same with other trees of both boosters. */
  public TrainingConfig withTrees(TreeParameters ofMean, TreeParameters ofQuantiles) {
    return new TrainingConfig(levels, ofMean, tweediePower, ofQuantiles, seed, threads, features);
  }

  /** The same with another seed. */
  public TrainingConfig withSeed(long other) {
    return new TrainingConfig(levels, mean, tweediePower, quantiles, other, threads, features);
  }

  /** The same with trees that split by these features only. */
  public TrainingConfig withFeatures(List<String> names) {
    return new TrainingConfig(levels, mean, tweediePower, quantiles, seed, threads, names);
  }

  /** The same with another number of threads. */
  TrainingConfig withThreads(int number) {
    return new TrainingConfig(levels, mean, tweediePower, quantiles, seed, number, features);
  }

  /** Everything that a fit to given rows follows from; the number of threads is no part of it. */
  public String identity() {
    String text =
        "%s, %s, tweedie %s, %s, damping %s, seed %d"
            .formatted(
                Arrays.toString(levels),
                mean.identity(),
                tweediePower,
                quantiles.identity(),
                DAMPING,
                seed);
    return features.isEmpty() ? text : text + ", features " + features;
  }

  /** XGBoost's parameters of the mean: a count-aware objective with a log link around the level. */
  Map<String, Object> meanParameters() {
    Map<String, Object> parameters = shared(mean);
    parameters.put("objective", "reg:tweedie");
    parameters.put("tweedie_variance_power", tweediePower);
    parameters.put("base_score", 1.0);
    return parameters;
  }

  /** XGBoost's parameters of the quantiles: pinball loss of all levels in one booster. */
  Map<String, Object> quantileParameters() {
    Map<String, Object> parameters = shared(quantiles);
    parameters.put("objective", "reg:quantileerror");
    parameters.put("quantile_alpha", Arrays.toString(levels));
    return parameters;
  }

  private Map<String, Object> shared(TreeParameters trees) {
    Map<String, Object> parameters = trees.toXgboost();
    parameters.put("seed", seed);
    parameters.put("nthread", threads);
    return parameters;
  }
}
