package io.warecast.scoring.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of features that are the steps of series, which several boosters are to predict. */
final class SeriesRows {

  private final float[] values;
  private final int[] ends;
  private final int width;
  private @Nullable List<RowBlock> blocks;

  /**
   * Nothing is copied.
   *
   * @param values row-major; {@code NaN} is missing
   * @param ends by series, the number of rows up to its last one; not empty
   * @param width columns of a row
   */
  SeriesRows(float[] values, int[] ends, int width) {
    this.values = values;
    this.ends = ends;
    this.width = width;
  }

  float[] values() {
    return values;
  }

  int count() {
    return ends[ends.length - 1];
  }

  int series() {
    return ends.length;
  }

  int width() {
    return width;
  }

  /** The rows turned round, each block of one series only; made once. */
  List<RowBlock> blocks() {
    if (blocks == null) {
      blocks = new ArrayList<>(ends.length);
      int from = 0;
      for (int end : ends) {
        while (from < end) {
          int count = Math.min(end - from, RowBlock.MOST_ROWS);
          blocks.add(RowBlock.of(values, from, count, width));
          from += count;
        }
      }
    }
    return blocks;
  }
}
