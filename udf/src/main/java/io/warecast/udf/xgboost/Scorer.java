package io.warecast.udf.xgboost;

/** A loaded model, for one thread at a time; holds native memory until closed. */
interface Scorer extends AutoCloseable {

  /**
   * Predictions, one array of outputs a row; {@code NaN} where there is none.
   *
   * @param rows row-major, in the model's order of features; {@code NaN} is missing
   */
  float[][] score(float[] rows, int count);

  @Override
  void close();
}
