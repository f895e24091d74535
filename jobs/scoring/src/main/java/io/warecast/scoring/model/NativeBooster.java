package io.warecast.scoring.model;

import java.util.List;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** One XGBoost booster and the native memory that it holds until closed. */
final class NativeBooster implements AutoCloseable {

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
    try {
      Booster booster = XGBoost.loadModel(bytes);
      booster.setParam("nthread", threads);
      return new NativeBooster(booster);
    } catch (XGBoostError | java.io.IOException e) {
      throw new ModelException("XGBoost cannot read the model: " + e.getMessage(), e);
    }
  }

  int features() {
    try {
      return Math.toIntExact(booster.getNumFeature());
    } catch (XGBoostError e) {
      throw new ModelException("XGBoost cannot tell the model's features: " + e.getMessage(), e);
    }
  }

  /** Names of the columns in order; empty when the booster was trained without. */
  List<String> featureNames() {
    try {
      String[] names = booster.getFeatureNames();
      return names == null ? List.of() : List.of(names);
    } catch (XGBoostError e) {
      throw new ModelException("XGBoost cannot tell the features' names: " + e.getMessage(), e);
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
      throw new ModelException("XGBoost cannot predict: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    booster.dispose();
  }
}
