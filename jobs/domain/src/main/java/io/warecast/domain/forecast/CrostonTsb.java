package io.warecast.domain.forecast;

import io.warecast.domain.demand.DemandHistory;
import java.util.Arrays;

/**
 * Croston's method in the form of Teunter, Syntetos and Babai, "Intermittent demand: linking
 * forecasting to inventory obsolescence" (2011): the chance that a day has demand and the size of
 * such a demand are smoothed on their own, the chance on days without demand, too.
 */
final class CrostonTsb {

  private static final int DAYS = 364;
  private static final int DAYS_OF_SIZES = 224;
  private static final int DAYS_OF_START = 56;
  private static final double SIZE_CONSTANT = .1;
  private static final double CHANCE_CONSTANT = .05;

  private CrostonTsb() {}

  static void forecast(
      DemandHistory history, int originDay, float[] levels, float[] mean, float[][] quantiles) {
    int first = Math.max(history.firstDay(), originDay - DAYS + 1);
    double chance = chanceAtStart(history, first, originDay);
    double size = Double.NaN;
    for (int day = first; day <= originDay; day++) {
      float units = history.at(day);
      if (Float.isNaN(units)) {
        continue;
      }
      chance += CHANCE_CONSTANT * ((units > 0 ? 1 : 0) - chance);
      if (units > 0) {
        size = Double.isNaN(size) ? units : size + SIZE_CONSTANT * (units - size);
      }
    }
    if (Double.isNaN(size)) {
      chance = 0;
      size = 0;
    }
    Arrays.fill(mean, (float) (chance * size));
    Empirical sizes = sizes(history, originDay);
    for (int q = 0; q < levels.length; q++) {
      Arrays.fill(quantiles[q], quantile(levels[q], chance, sizes));
    }
  }

  private static double chanceAtStart(DemandHistory history, int first, int originDay) {
    int known = 0;
    int demands = 0;
    for (int day = first; day < first + DAYS_OF_START && day <= originDay; day++) {
      float units = history.at(day);
      if (!Float.isNaN(units)) {
        known++;
        demands += units > 0 ? 1 : 0;
      }
    }
    return known == 0 ? 0 : (double) demands / known;
  }

  private static Empirical sizes(DemandHistory history, int originDay) {
    float[] sizes = new float[DAYS_OF_SIZES];
    int n = 0;
    for (int day = originDay - DAYS_OF_SIZES + 1; day <= originDay; day++) {
      float units = history.at(day);
      if (units > 0) {
        sizes[n++] = units;
      }
    }
    return Empirical.of(sizes, n);
  }

  /** Of no demand with one probability and a demand of one of the sizes with the other. */
  private static float quantile(double level, double chance, Empirical sizes) {
    double none = 1 - chance;
    return level <= none ? 0 : sizes.quantile((level - none) / chance);
  }
}
