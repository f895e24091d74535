package io.warecast.scoring.training;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * How boosters are fitted.
 *
 * @param levels quantile levels, ascending, in (0, 1)
 * @param meanRounds trees of the mean booster
 * @param quantileRounds trees of the quantile booster, for each level
 * @param seed of every random choice; the same seed on the same rows gives the same model
 * @param threads that the fit may use
 */
public record TrainingConfig(
    float[] levels,
    int meanRounds,
    int quantileRounds,
    int depth,
    double learningRate,
    long seed,
    int threads)
    implements java.io.Serializable {

  /** Of the alignment with group forecasts, at every step: until a backtest has chosen better. */
  static final double DAMPING = 1.0;

  private static final double TWEEDIE_POWER = 1.1;

  /**
   * Times the learning rate of the mean. A quantile's leaves move a fixed share of the way, so that
   * small groups of rows, such as a warehouse's total among its items, need larger steps to leave
   * the quantiles of all rows behind.
   */
  private static final double QUANTILE_STEP = 1.5;

  public static TrainingConfig defaults(long seed, int threads) {
    return new TrainingConfig(
        new float[] {.025f, .25f, .5f, .75f, .975f}, 120, 80, 4, 0.12, seed, threads);
  }

  /** Everything that a fit to given rows follows from; the number of threads is no part of it. */
  public String identity() {
    Map<String, Object> mean = meanParameters();
    Map<String, Object> quantiles = quantileParameters();
    mean.remove("nthread");
    quantiles.remove("nthread");
    return "%s x %d, %s x %d, damping %s"
        .formatted(mean, meanRounds, quantiles, quantileRounds, DAMPING);
  }

  /** XGBoost's parameters of the mean: a count-aware objective with a log link around the level. */
  Map<String, Object> meanParameters() {
    Map<String, Object> parameters = shared();
    parameters.put("objective", "reg:tweedie");
    parameters.put("tweedie_variance_power", TWEEDIE_POWER);
    parameters.put("base_score", 1.0);
    return parameters;
  }

  /** XGBoost's parameters of the quantiles: pinball loss of all levels in one booster. */
  Map<String, Object> quantileParameters() {
    Map<String, Object> parameters = shared();
    parameters.put("objective", "reg:quantileerror");
    parameters.put("eta", learningRate * QUANTILE_STEP);
    parameters.put("quantile_alpha", Arrays.toString(levels));
    return parameters;
  }

  private Map<String, Object> shared() {
    Map<String, Object> parameters = new TreeMap<>();
    parameters.put("tree_method", "hist");
    parameters.put("max_bin", 128);
    parameters.put("max_depth", depth);
    parameters.put("eta", learningRate);
    parameters.put("subsample", 0.8);
    parameters.put("colsample_bytree", 0.7);
    parameters.put("min_child_weight", 20);
    parameters.put("lambda", 2.0);
    parameters.put("seed", seed);
    parameters.put("nthread", threads);
    return parameters;
  }
}
