package io.warecast.domain.forecast;

import io.warecast.domain.demand.DemandHistory;
import java.util.Arrays;

/** A distribution as it was observed. */
public final class Empirical {

  private final float[] sorted;

  private Empirical(float[] sorted) {
    this.sorted = sorted;
  }

  /** The distribution of the first {@code size} values. */
  public static Empirical of(float[] values, int size) {
    float[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    return new Empirical(sorted);
  }

  /** The known days of the {@code days} that end with {@code lastDay}, every {@code every}th. */
  static Empirical of(DemandHistory history, int lastDay, int days, int every) {
    float[] known = new float[days / every + 1];
    int n = 0;
    for (int back = 0; back < days; back += every) {
      float units = history.at(lastDay - back);
      if (!Float.isNaN(units)) {
        known[n++] = units;
      }
    }
    return of(known, n);
  }

  public int size() {
    return sorted.length;
  }

  /** Mean of the values, 0 where there are none. */
  public float mean() {
    double sum = 0;
    for (float value : sorted) {
      sum += value;
    }
    return sorted.length == 0 ? 0 : (float) (sum / sorted.length);
  }

  /** Between the two nearest values, in proportion; 0 where there are none. */
  public float quantile(double level) {
    if (sorted.length == 0) {
      return 0;
    }
    double place = level * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(sorted.length - 1, below + 1);
    return (float) (sorted[below] + (place - below) * (sorted[above] - sorted[below]));
  }
}
