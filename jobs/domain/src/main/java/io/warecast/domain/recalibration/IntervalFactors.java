package io.warecast.domain.recalibration;

import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.Quantiles;
import io.warecast.domain.series.SeriesKey;
import java.util.Arrays;

/**
 * How far the bounds of central intervals are moved away from their median, or towards it, after a
 * day has closed; for the series of a group that have a demand class in common.
 *
 * @param group the group series; one that is forecast itself has factors of the class {@code GROUP}
 * @param originDay epoch day that has closed
 * @param levels quantile levels that the factors are for, ascending and symmetric around a half
 * @param factors by lead, then by pair of levels from the outermost; 1 leaves an interval as it is
 */
public record IntervalFactors(
    SeriesKey group, DemandClass demandClass, int originDay, float[] levels, float[] factors) {

  /** The least that half an interval is multiplied by. */
  public static final float LEAST = .4f;

  /** The most that half an interval is multiplied by. */
  public static final float MOST = 5;

  public IntervalFactors {
    if (factors.length != Leads.COUNT * (levels.length / 2)) {
      throw new IllegalArgumentException(
          "%d factors for %d levels and %d leads"
              .formatted(factors.length, levels.length, Leads.COUNT));
    }
  }

  /** Of a group of which nothing is known yet: all intervals stay as they are. */
  public static IntervalFactors none(
      SeriesKey group, DemandClass demandClass, int originDay, float[] levels) {
    float[] factors = new float[Leads.COUNT * (levels.length / 2)];
    Arrays.fill(factors, 1);
    return new IntervalFactors(group, demandClass, originDay, levels, factors);
  }

  /** The factor of a pair of levels, from the outermost, at a lead. */
  public float at(int lead, int pair) {
    return factors[lead * pairs() + pair];
  }

  /** The same at the close of another day. */
  public IntervalFactors at(int day) {
    return new IntervalFactors(group, demandClass, day, levels, factors);
  }

  /** Whether they are for these levels: a model with others begins anew. */
  public boolean isFor(float[] otherLevels) {
    return Arrays.equals(levels, otherLevels);
  }

  int pairs() {
    return levels.length / 2;
  }

  /**
   * A forecast with its bounds moved, still ordered and never negative; the same where there is
   * nothing to move.
   */
  public Forecast apply(Forecast forecast) {
    if (!isFor(forecast.levels()) || isNone()) {
      return forecast;
    }
    float[][] quantiles = new float[levels.length][];
    Arrays.setAll(quantiles, level -> forecast.quantiles()[level].clone());
    int last = levels.length - 1;
    for (int step = 1; step <= forecast.horizon(); step++) {
      float median = median(forecast.quantiles(), step - 1);
      for (int pair = 0; pair < pairs(); pair++) {
        float factor = at(Leads.of(step), pair);
        quantiles[pair][step - 1] = moved(median, quantiles[pair][step - 1], factor);
        quantiles[last - pair][step - 1] = moved(median, quantiles[last - pair][step - 1], factor);
      }
    }
    Quantiles.enclose(forecast.mean(), quantiles);
    return forecast.with(forecast.mean(), quantiles);
  }

  private boolean isNone() {
    for (float factor : factors) {
      if (factor != 1) {
        return false;
      }
    }
    return true;
  }

  private static float median(float[][] quantiles, int step) {
    int middle = quantiles.length / 2;
    return middle(
        quantiles[(quantiles.length - 1) / 2][step], quantiles[middle][step], quantiles.length);
  }

  /** The median, or what lies between the innermost two of an even number of levels. */
  static float middle(float below, float above, int levels) {
    return levels % 2 == 1 ? above : .5f * (below + above);
  }

  /**
   * A bound in units; never negative. One at zero stays there: whether days without demand are
   * covered would otherwise change for all series at once.
   */
  static float moved(float median, float bound, float factor) {
    return bound <= 0 ? 0 : Math.max(0, median + factor * (bound - median));
  }
}
