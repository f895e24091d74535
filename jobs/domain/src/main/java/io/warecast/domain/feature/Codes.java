package io.warecast.domain.feature;

/**
 * Numbers for names that have no order: warehouses, categories, named days.
 *
 * <p>A code follows from the name alone, so that no dictionary has to travel with a model. Two
 * names may share one, and a model then takes them for the same; among ten names that happens in
 * one data set of twenty.
 */
final class Codes {

  /** Trees split by sets of codes, and each code costs a bin in each histogram. */
  private static final int BITS = 10;

  private Codes() {}

  /** A whole number from 0 to 1,023, {@code NaN} for the empty name. */
  static float of(String name) {
    // Fibonacci hashing: names that count up fall far from each other.
    return name.isEmpty() ? Float.NaN : (name.hashCode() * 0x9E3779B1) >>> (Integer.SIZE - BITS);
  }
}
