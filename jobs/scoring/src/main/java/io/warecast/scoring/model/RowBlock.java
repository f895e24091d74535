package io.warecast.scoring.model;

import java.util.Arrays;

/**
 * What a few rows hold, turned round: by column, the different values in it, ascending, and which
 * rows hold smaller ones. Sets of rows are bits.
 */
final class RowBlock {

  static final int MOST_ROWS = Long.SIZE;

  private final int count;

  /** By column, where its values begin; those of a column end where the next one's begin. */
  private final int[] starts;

  private final float[] values;

  /** By value, the rows with smaller ones in its column. */
  private final long[] below;

  private final long[] missing;

  private RowBlock(int count, int[] starts, float[] values, long[] below, long[] missing) {
    this.count = count;
    this.starts = starts;
    this.values = values;
    this.below = below;
    this.missing = missing;
  }

  /**
   * Reads {@code count} rows, at most {@link #MOST_ROWS}.
   *
   * @param rows row-major; {@code NaN} is missing
   * @param from the first of them
   */
  static RowBlock of(float[] rows, int from, int count, int width) {
    int[] starts = new int[width + 1];
    float[] values = new float[4 * width];
    long[] below = new long[values.length];
    long[] missing = new long[width];
    float[] sorted = new float[count];
    long[] holders = new long[count];
    int size = 0;
    for (int column = 0; column < width; column++) {
      int different = 0;
      for (int row = 0; row < count; row++) {
        float value = rows[(from + row) * width + column];
        if (Float.isNaN(value)) {
          missing[column] |= 1L << row;
          continue;
        }
        int at = different;
        while (at > 0 && sorted[at - 1] > value) {
          at--;
        }
        // By ==, as zero and minus zero are one value.
        if (at > 0 && sorted[at - 1] == value) {
          holders[at - 1] |= 1L << row;
          continue;
        }
        System.arraycopy(sorted, at, sorted, at + 1, different - at);
        System.arraycopy(holders, at, holders, at + 1, different - at);
        sorted[at] = value;
        holders[at] = 1L << row;
        different++;
      }
      if (size + different > values.length) {
        values = Arrays.copyOf(values, 2 * (size + different));
        below = Arrays.copyOf(below, values.length);
      }
      long smaller = 0;
      for (int i = 0; i < different; i++) {
        values[size] = sorted[i];
        below[size++] = smaller;
        smaller |= holders[i];
      }
      starts[column + 1] = size;
    }
    return new RowBlock(count, starts, values, below, missing);
  }

  int count() {
    return count;
  }

  /** All rows. */
  long all() {
    return -1L >>> (MOST_ROWS - count);
  }

  /** Rows with no value in a column. */
  long missing(int column) {
    return missing[column];
  }

  /**
   * Tells the rows with a value below each of some limits.
   *
   * @param limits ascending from {@code from} to before {@code to}
   * @param below receives the rows at the place of each limit
   */
  void fillBelow(int column, float[] limits, int from, int to, long[] below) {
    int end = starts[column + 1];
    long present = all() & ~missing[column];
    int next = starts[column];
    for (int i = from; i < to; i++) {
      while (next < end && values[next] < limits[i]) {
        next++;
      }
      below[i] = next < end ? this.below[next] : present;
    }
  }

  /** The rows that have a category that goes left. */
  long left(Question question) {
    int column = question.column();
    int end = starts[column + 1];
    long left = 0;
    for (int i = starts[column]; i < end; i++) {
      if (question.isLeft(values[i])) {
        long upTo = i + 1 < end ? below[i + 1] : all() & ~missing[column];
        left |= upTo & ~below[i];
      }
    }
    return left;
  }
}
