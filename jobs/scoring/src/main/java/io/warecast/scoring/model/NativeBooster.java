package io.warecast.scoring.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.Booster.PredictionType;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

/** One XGBoost booster and the native memory that it holds until closed. */
final class NativeBooster implements AutoCloseable {

  /** As XGBoost has it: from the first tree, to no given end. */
  private static final int[] ALL_TREES = {0, 0};

  private final Booster booster;

  private NativeBooster(Booster booster) {
    this.booster = booster;
  }

  /**
   * Loads a booster in XGBoost's UBJ or JSON form.
   *
   * @param threads that one prediction may use; 1 inside a Flink subtask, which is itself the unit
   *     of parallelism
   * @throws ModelException when the bytes are no such booster
   */
  static NativeBooster load(byte[] bytes, int threads) {
    // XGBoost ends the whole process on a model shorter than it looks at for the format.
    if (bytes.length < 2) {
      throw new ModelException("XGBoost cannot read the model: it is empty");
    }
    try {
      Booster booster = XGBoost.loadModel(bytes);
      booster.setParam("nthread", threads);
      return new NativeBooster(booster);
    } catch (XGBoostError | java.io.IOException e) {
      throw new ModelException("XGBoost cannot read the model: " + reason(e), e);
    }
  }

  /**
   * A booster of one column with a single leaf of 0.
   *
   * @param objective whose link it is to have
   * @param baseScore that it starts from
   */
  static NativeBooster leafless(String objective, String baseScore) {
    Map<String, Object> parameters =
        Map.of("objective", objective, "base_score", baseScore, "eta", 0, "nthread", 1);
    try {
      DMatrix matrix = new DMatrix(new float[] {Float.NaN}, 1, 1, Float.NaN);
      try {
        matrix.setLabel(new float[] {1});
        return new NativeBooster(XGBoost.train(matrix, parameters, 1, Map.of(), null, null));
      } finally {
        matrix.dispose();
      }
    } catch (XGBoostError e) {
      throw new ModelException("XGBoost cannot make the link of a model: " + reason(e), e);
    }
  }

  int features() {
    try {
      return Math.toIntExact(booster.getNumFeature());
    } catch (XGBoostError e) {
      throw new ModelException("XGBoost cannot tell the model's features: " + reason(e), e);
    }
  }

  /** Names of the columns in order; empty when the booster was trained without. */
  List<String> featureNames() {
    try {
      return known(booster.getFeatureNames());
    } catch (XGBoostError e) {
      throw new ModelException("XGBoost cannot tell the features' names: " + reason(e), e);
    }
  }

  /** XGBoost's codes of the columns' types in order; empty when it was trained without. */
  List<String> featureTypes() {
    try {
      return known(booster.getFeatureTypes());
    } catch (XGBoostError e) {
      throw new ModelException("XGBoost cannot tell the features' types: " + reason(e), e);
    }
  }

  private static List<String> known(String @Nullable [] texts) {
    return texts == null || Arrays.asList(texts).contains(null) ? List.of() : List.of(texts);
  }

  /** The booster in XGBoost's binary form. */
  byte[] toUbj() {
    return bytes("ubj");
  }

  /** The booster in XGBoost's text form. */
  byte[] toJson() {
    return bytes("json");
  }

  private byte[] bytes(String format) {
    try {
      return booster.toByteArray(format);
    } catch (XGBoostError e) {
      throw new ModelException("XGBoost cannot write the model: " + reason(e), e);
    }
  }

  /**
   * Predictions of {@code rows} rows, one array of outputs a row.
   *
   * @param values row-major; longer than needed is fine; {@code NaN} is missing
   */
  float[][] predict(float[] values, int rows, int width) {
    try {
      return booster.inplace_predict(values, rows, width, Float.NaN);
    } catch (XGBoostError e) {
      throw new ModelException("XGBoost cannot predict: " + reason(e), e);
    }
  }

  /** What a leafless booster starts from, before its link. */
  float margin() {
    try {
      return booster
          .inplace_predict(
              new float[] {Float.NaN}, 1, 1, Float.NaN, ALL_TREES, PredictionType.kMargin, null)[0][
          0];
    } catch (XGBoostError e) {
      throw new ModelException("XGBoost cannot predict: " + reason(e), e);
    }
  }

  /**
   * What the link of a leafless booster makes of sums of leaves, one array of length 1 each.
   *
   * @param margins the sums, the start among them
   */
  float[][] link(float[] margins) {
    try {
      return booster.inplace_predict(
          new float[margins.length],
          margins.length,
          1,
          Float.NaN,
          ALL_TREES,
          PredictionType.kValue,
          margins);
    } catch (XGBoostError e) {
      throw new ModelException("XGBoost cannot predict: " + reason(e), e);
    }
  }

  /**
   * What each column adds to the prediction before its link, as SHAP values; the last value of a
   * row is the bias.
   *
   * @param values row-major, {@code rows * width} values or more; {@code NaN} is missing
   */
  float[][] contributions(float[] values, int rows, int width) {
    float[] exact = Arrays.copyOf(values, Math.multiplyExact(rows, width));
    try {
      DMatrix matrix = new DMatrix(exact, rows, width, Float.NaN);
      try {
        return booster.predictContrib(matrix, 0);
      } finally {
        matrix.dispose();
      }
    } catch (XGBoostError e) {
      throw new ModelException("XGBoost cannot tell contributions: " + reason(e), e);
    }
  }

  /** What its splits have gained in training. */
  SplitGains gains(int width) {
    return SplitGains.of(toJson(), width);
  }

  /** XGBoost's messages go on with a native stack trace, which the cause keeps. */
  private static String reason(Exception error) {
    return String.valueOf(error.getMessage()).lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    booster.dispose();
  }
}
