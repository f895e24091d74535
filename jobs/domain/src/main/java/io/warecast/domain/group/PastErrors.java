package io.warecast.domain.group;

import java.util.Arrays;

/**
 * How far the forecaster's own forecasts from earlier origins of a history lay from what came: the
 * logarithm of the ratio, by step. Errors count in both directions, as a few origins do not tell a
 * bias.
 */
final class PastErrors {

  private static final int LEAST_ERRORS = 14;

  /**
   * Errors of earlier origins, with less history, run larger in the middle, and few origins leave
   * out some of the tails: intervals are scaled by the first and, with the square of what they
   * cover, the second.
   */
  private static final double SCALE = .75;

  private static final double TAIL_SCALE = .35;

  /** Error taken for granted where there are no past forecasts, of logarithms. */
  private static final double UNKNOWN = .15;

  private static final double ERROR_LIMIT = 3;

  /** First steps of the buckets. */
  private static final int[] BUCKETS = {1, 8, 15, 29, 57};

  private final double[][] sorted = new double[BUCKETS.length][];

  PastErrors(GroupDays days, PastMeans past) {
    int all = Arrays.stream(past.means()).mapToInt(means -> means.length).sum();
    double[][] errors = new double[BUCKETS.length][all];
    int[] counts = new int[BUCKETS.length];
    int last = days.count() - 1;
    for (int i = 0; i < past.means().length; i++) {
      double[] means = past.means()[i];
      int origin = PastMeans.origin(i, last);
      for (int step = 1; step <= means.length; step++) {
        double actual = days.log(origin + step);
        if (means[step - 1] > 0 && !Double.isNaN(actual)) {
          double error = Math.abs(actual - StrictMath.log(means[step - 1]));
          int bucket = bucket(step);
          errors[bucket][counts[bucket]++] = Math.min(ERROR_LIMIT, error);
        }
      }
    }
    for (int bucket = 0; bucket < BUCKETS.length; bucket++) {
      sorted[bucket] = Arrays.copyOf(errors[bucket], counts[bucket]);
      Arrays.sort(sorted[bucket]);
    }
  }

  private static int bucket(int step) {
    int bucket = BUCKETS.length - 1;
    while (BUCKETS[bucket] > step) {
      bucket--;
    }
    return bucket;
  }

  /**
   * Quantiles of the logarithm of the ratio of what comes to what is forecast, by bucket of steps:
   * never narrower for a later bucket.
   */
  double[] quantiles(double level) {
    double[] quantiles = new double[BUCKETS.length];
    double reach = 0;
    double central = Math.abs(2 * level - 1);
    double scale = SCALE + TAIL_SCALE * central * central;
    for (int bucket = 0; bucket < quantiles.length; bucket++) {
      if (sorted[bucket].length >= LEAST_ERRORS) {
        reach = Math.max(reach, scale * at(sorted[bucket], central));
      } else {
        reach = Math.max(reach, 2 * UNKNOWN * central);
      }
      quantiles[bucket] = level < .5 ? -reach : reach;
    }
    return quantiles;
  }

  /** The value of a step in what {@link #quantiles} gave. */
  static double ofStep(double[] quantiles, int step) {
    return quantiles[bucket(step)];
  }

  private static double at(double[] sorted, double level) {
    double place = level * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
