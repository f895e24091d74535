package io.warecast.benchmarks;

import java.util.Arrays;

/**
 * One quantity, measured several times.
 *
 * @param name without the unit
 * @param unit as names of figures end: {@code predictions_per_s}, {@code ms}; empty for a ratio
 * @param values one a repetition, at least one
 */
public record Measured(String name, String unit, double[] values) {

  public Measured {
    if (values.length == 0) {
      throw new IllegalArgumentException(name + " was never measured");
    }
  }

  static Measured once(String name, String unit, double value) {
    return new Measured(name, unit, new double[] {value});
  }

  /** Both quantities' ratio, repetition by repetition: what disturbs one disturbs the other. */
  static Measured ratio(String name, Measured of, Measured to) {
    double[] ratios = new double[of.values.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = of.values[i] / to.values[i];
    }
    return new Measured(name, "", ratios);
  }

  public double min() {
    return Arrays.stream(values).min().orElseThrow();
  }

  public double max() {
    return Arrays.stream(values).max().orElseThrow();
  }

  public double median() {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
