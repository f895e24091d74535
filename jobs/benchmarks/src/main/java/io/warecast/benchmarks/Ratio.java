package io.warecast.benchmarks;

/**
 * A quantity as a share of a limit that was measured in the same run.
 *
 * @param target at or above which it is good enough
 */
public record Ratio(Measured measured, double target) {

  static Ratio of(String name, Measured quantity, Measured limit, double target) {
    return new Ratio(Measured.ratio(name, quantity, limit), target);
  }
}
