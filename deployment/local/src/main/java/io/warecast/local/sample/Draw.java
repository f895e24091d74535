package io.warecast.local.sample;

import java.util.SplittableRandom;

/** Random numbers that depend on nothing but what they are drawn for. */
final class Draw {

  private static final int NORMAL_FROM = 500;

  private final SplittableRandom random;

  private Draw(long state) {
    random = new SplittableRandom(state);
  }

  /** Numbers for one purpose and one thing, such as an item. */
  static Draw of(long seed, String purpose, String... ids) {
    return new Draw(state(seed, purpose, ids));
  }

  /** Hash to begin {@link #on} with, where many days of one thing are drawn. */
  static long state(long seed, String purpose, String... ids) {
    long state = mix(seed ^ purpose.hashCode());
    for (String id : ids) {
      state = mix(state ^ id.hashCode());
    }
    return state;
  }

  /** Numbers for one day, or any other index, of what {@code state} stands for. */
  static Draw on(long state, int day) {
    return new Draw(mix(state + day));
  }

  /** Uniform in [0, 1). */
  double share() {
    return random.nextDouble();
  }

  boolean chance(double probability) {
    return share() < probability;
  }

  double between(double low, double high) {
    return low + (high - low) * share();
  }

  /** Uniform in 0 .. bound - 1. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  double gaussian() {
    return random.nextGaussian();
  }

  /**
   * A count with variance {@code mean + mean^2 / size}: Poisson with a gamma-distributed rate,
   * which is the negative binomial distribution.
   */
  int negativeBinomial(double mean, double size) {
    return mean <= 0 ? 0 : poisson(gamma(size) * mean / size);
  }

  private int poisson(double rate) {
    if (rate > NORMAL_FROM) {
      return (int) Math.max(0, Math.round(rate + Math.sqrt(rate) * gaussian()));
    }
    // Knuth's product of uniforms, in logarithms lest it underflow.
    int count = -1;
    double sum = 0;
    do {
      sum -= Math.log1p(-share());
      count++;
    } while (sum < rate);
    return count;
  }

  /** Marsaglia and Tsang (2000), "A simple method for generating gamma variables"; scale 1. */
  private double gamma(double shape) {
    if (shape < 1) {
      return gamma(shape + 1) * Math.pow(1 - share(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = gaussian();
      double v = 1 + c * x;
      v = v * v * v;
      if (v > 0 && Math.log(1 - share()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }

  /** The finalizer of SplitMix64. */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
