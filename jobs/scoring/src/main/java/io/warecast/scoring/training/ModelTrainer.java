package io.warecast.scoring.training;

import io.warecast.domain.feature.FeatureSchema;
import io.warecast.domain.feature.FeatureType;
import io.warecast.scoring.model.ModelBoosters;
import io.warecast.scoring.model.ModelException;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Fits the boosters of a model to rows. */
public final class ModelTrainer {

  private ModelTrainer() {}

  /**
   * Fits mean and quantiles.
   *
   * @param onRound is called after every boosting round; {@link #rounds} of them in all
   * @throws ModelException when XGBoost refuses the rows
   */
  public static ModelBoosters train(
      TrainingRows rows, FeatureSchema schema, TrainingConfig config, Runnable onRound) {
    try {
      DMatrix matrix = matrix(rows, schema, config.features());
      try {
        return new ModelBoosters(
            fit(matrix, config.meanParameters(), config.mean().rounds(), onRound),
            fit(matrix, config.quantileParameters(), config.quantiles().rounds(), onRound));
      } finally {
        matrix.dispose();
      }
    } catch (XGBoostError e) {
      throw new ModelException("XGBoost cannot train: " + e.getMessage(), e);
    }
  }

  /**
   * Rows as XGBoost takes them; to be disposed of.
   *
   * @param used names of the only features that trees are to split by; empty for all
   */
  static DMatrix matrix(TrainingRows rows, FeatureSchema schema, List<String> used)
      throws XGBoostError {
    float[] features = used.isEmpty() ? rows.features() : masked(rows.features(), schema, used);
    DMatrix matrix = new DMatrix(features, rows.size(), schema.width(), Float.NaN);
    matrix.setLabel(rows.ratios());
    matrix.setWeight(rows.weights());
    matrix.setFeatureNames(schema.names().toArray(String[]::new));
    matrix.setFeatureTypes(schema.types().stream().map(FeatureType::code).toArray(String[]::new));
    return matrix;
  }

  /**
   * A copy in which every other feature is 0 in all rows, so that there is nothing to split by; 0
   * is a valid code of a category, too. XGBoost's {@code interaction_constraints} would not do: the
   * root of a tree may split by features that are in none of its sets (3.4.0).
   */
  private static float[] masked(float[] rows, FeatureSchema schema, List<String> used) {
    if (!schema.names().containsAll(used)) {
      throw new IllegalArgumentException(
          "%s: not all of them are features, which are %s".formatted(used, schema.names()));
    }
    float[] masked = rows.clone();
    int width = schema.width();
    for (int column = 0; column < width; column++) {
      if (!used.contains(schema.names().get(column))) {
        for (int at = column; at < masked.length; at += width) {
          masked[at] = 0;
        }
      }
    }
    return masked;
  }

  /** Boosting rounds that a fit takes. */
  static int rounds(TrainingConfig config) {
    return config.mean().rounds() + config.quantiles().rounds();
  }

  /** Round by round, so that a job that is cancelled ends after the round and not after the fit. */
  private static byte[] fit(
      DMatrix matrix, Map<String, Object> parameters, int rounds, Runnable onRound)
      throws XGBoostError {
    Booster booster = XGBoost.train(matrix, parameters, 1, Map.of(), null, null);
    try {
      onRound.run();
      for (int round = 1; round < rounds; round++) {
        if (Thread.currentThread().isInterrupted()) {
          throw new ModelException("training was cancelled");
        }
        booster.update(matrix, round);
        onRound.run();
      }
      return booster.toByteArray("ubj");
    } finally {
      booster.dispose();
    }
  }
}
