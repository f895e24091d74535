package io.warecast.scoring;

import java.util.Map;
import java.util.SplittableRandom;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Small XGBoost models for tests that know nothing of demand: three features, some missing. */
public final class PlainBoosters {

  public static final String[] NAMES = {"price", "visits", "weekend"};

  private static final int ROWS = 600;

  private PlainBoosters() {}

  /**
   * One output.
   *
   * @param format {@code ubj} or {@code json}
   * @param names of the three features, or none
   */
  public static byte[] regression(String format, String... names) {
    return train(Map.of("objective", "reg:squarederror", "max_depth", 4), 1, format, names);
  }

  /** The probabilities of {@code classes} classes, without names of features. */
  public static byte[] classes(int classes, String format) {
    return train(Map.of("objective", "multi:softprob", "num_class", classes), classes, format);
  }

  private static byte[] train(
      Map<String, Object> parameters, int classes, String format, String... names) {
    float[] rows = new float[ROWS * NAMES.length];
    float[] labels = new float[ROWS];
    fill(rows, labels, classes);
    try {
      DMatrix matrix = new DMatrix(rows, ROWS, NAMES.length, Float.NaN);
      matrix.setLabel(labels);
      if (names.length > 0) {
        matrix.setFeatureNames(names);
      }
      Booster booster = XGBoost.train(matrix, parameters, 12, Map.of(), null, null);
      byte[] bytes = booster.toByteArray(format);
      booster.dispose();
      matrix.dispose();
      return bytes;
    } catch (XGBoostError e) {
      throw new IllegalStateException(e);
    }
  }

  private static void fill(float[] rows, float[] labels, int classes) {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < ROWS; i++) {
      float price = (float) random.nextDouble(1, 20);
      float visits = random.nextInt(0, 200);
      float weekend = random.nextInt(2);
      labels[i] =
          classes > 1
              ? (int) (visits + 40 * weekend) % classes
              : visits * (1 + weekend) / price + (float) random.nextGaussian();
      rows[3 * i] = random.nextInt(10) == 0 ? Float.NaN : price;
      rows[3 * i + 1] = random.nextInt(10) == 0 ? Float.NaN : visits;
      rows[3 * i + 2] = weekend;
    }
  }
}
