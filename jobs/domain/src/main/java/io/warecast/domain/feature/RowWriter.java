package io.warecast.domain.feature;

/** One row's place in a matrix of rows: sets a column by its name. */
record RowWriter(float[] rows, int offset) {

  void put(FeatureColumn column, double value) {
    rows[offset + column.index()] = (float) value;
  }
}
