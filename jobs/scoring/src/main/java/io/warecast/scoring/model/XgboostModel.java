package io.warecast.scoring.model;

import java.util.Arrays;
import java.util.List;

/**
 * Any XGBoost model, with as many features and outputs as it happens to have. Holds native memory
 * until closed; one instance may be used by one thread at a time.
 */
public final class XgboostModel implements AutoCloseable {

  private final NativeBooster booster;
  private final List<String> featureNames;
  private final int features;
  private final int outputs;

  private XgboostModel(NativeBooster booster) {
    this.booster = booster;
    this.features = booster.features();
    this.featureNames = booster.featureNames();
    this.outputs = booster.predict(missing(features), 1, features)[0].length;
  }

  /**
   * Loads a model and predicts one row of missing values with it, which tells how many outputs it
   * has and that it can predict at all.
   *
   * @param bytes in XGBoost's UBJ or JSON form
   * @param threads that one prediction may use
   * @throws ModelException when XGBoost cannot read or use it
   */
  public static XgboostModel load(byte[] bytes, int threads) {
    NativeBooster booster = NativeBooster.load(bytes, threads);
    try {
      return new XgboostModel(booster);
    } catch (ModelException e) {
      booster.close();
      throw e;
    }
  }

  /** Columns of a row. */
  public int features() {
    return features;
  }

  /** Names of a row's columns in order; empty when the model was trained without names. */
  public List<String> featureNames() {
    return featureNames;
  }

  /** XGBoost's codes of the columns' types in order; empty when it was trained without. */
  public List<String> featureTypes() {
    return booster.featureTypes();
  }

  /** The model in XGBoost's binary form. */
  public byte[] toUbj() {
    return booster.toUbj();
  }

  /** What its splits have gained in training; it must be one of trees. */
  public SplitGains gains() {
    return booster.gains(features);
  }

  /** Values predicted for each row. */
  public int outputs() {
    return outputs;
  }

  /**
   * Predictions, one array of {@link #outputs()} values a row.
   *
   * @param rows row-major, {@code count * features()} values or more; {@code NaN} is missing
   */
  public float[][] predict(float[] rows, int count) {
    return booster.predict(rows, count, features);
  }

  @Override
  public void close() {
    booster.close();
  }

  private static float[] missing(int width) {
    float[] row = new float[width];
    Arrays.fill(row, Float.NaN);
    return row;
  }
}
