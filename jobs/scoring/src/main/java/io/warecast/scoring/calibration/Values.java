package io.warecast.scoring.calibration;

import io.warecast.domain.forecast.Empirical;
import java.util.Arrays;

/** A growing list of numbers. */
final class Values {
  private float[] numbers = new float[64];
  private int size;

  static Values union(Values... parts) {
    Values all = new Values();
    for (Values part : parts) {
      int end = all.size + part.size;
      all.numbers = Arrays.copyOf(all.numbers, Math.max(all.numbers.length, end));
      System.arraycopy(part.numbers, 0, all.numbers, all.size, part.size);
      all.size = end;
    }
    return all;
  }

  void add(float number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    numbers[size++] = number;
  }

  int size() {
    return size;
  }

  /** The numbers as a distribution. */
  Empirical observed() {
    return Empirical.of(numbers, size);
  }

  /**
   * The smallest number that at least the given share, with one more day, does not exceed; or the
   * next smaller one when the share of those that do not exceed it is nearer. Days without demand
   * can make up much of a class, and all have the same score when their bounds are the same.
   */
  double quantile(double share) {
    float[] sorted = Arrays.copyOf(numbers, size);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(share * (size + 1));
    int at = Math.max(0, Math.min(size - 1, rank - 1));
    int below = at;
    while (below > 0 && sorted[below - 1] == sorted[at]) {
      below--;
    }
    int above = at + 1;
    while (above < size && sorted[above] == sorted[at]) {
      above++;
    }
    boolean isBelowNearer = below > 0 && share * size - below < above - share * size;
    return sorted[isBelowNearer && above - below > 1 ? below - 1 : at];
  }
}
