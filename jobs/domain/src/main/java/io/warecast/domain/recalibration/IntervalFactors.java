package io.warecast.domain.recalibration;

import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.Quantiles;
import io.warecast.domain.series.SeriesKey;
import java.util.Arrays;

/**
 * How far each bound of central intervals is moved away from their median, or towards it, after a
 * day has closed; for the series of a group that have a demand class in common.
 *
 * @param group the group series; one that is forecast itself has factors of the class {@code GROUP}
 * @param originDay epoch day that has closed
 * @param levels quantile levels that the factors are for, ascending and symmetric around a half
 * @param factors by lead, then by level; 1 leaves a bound as it is, and is that of a median. Given
 *     by lead, then by interval from the widest, one counts for both its bounds
 */
public record IntervalFactors(
    SeriesKey group, DemandClass demandClass, int originDay, float[] levels, float[] factors) {

  /** The least that half an interval is multiplied by. */
  public static final float LEAST = .4f;

  /** The most that half an interval is multiplied by. */
  public static final float MOST = 5;

  public IntervalFactors {
    if (factors.length == Leads.COUNT * (levels.length / 2)) {
      factors = ofBothBounds(factors, levels.length);
    } else if (factors.length != Leads.COUNT * levels.length) {
      throw new IllegalArgumentException(
          "%d factors, wanted are %d (%d leads x %d levels) or %d (one for both bounds)"
              .formatted(
                  factors.length,
                  Leads.COUNT * levels.length,
                  Leads.COUNT,
                  levels.length,
                  Leads.COUNT * (levels.length / 2)));
    }
    for (float factor : factors) {
      if (!(factor > 0 && factor < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "%s among its factors, wanted are numbers above 0".formatted(factor));
      }
    }
  }

  private static float[] ofBothBounds(float[] byInterval, int levels) {
    float[] byLevel = new float[Leads.COUNT * levels];
    Arrays.fill(byLevel, 1);
    int pairs = levels / 2;
    for (int lead = 0; lead < Leads.COUNT; lead++) {
      for (int pair = 0; pair < pairs; pair++) {
        float factor = byInterval[lead * pairs + pair];
        byLevel[lead * levels + pair] = factor;
        byLevel[(lead + 1) * levels - 1 - pair] = factor;
      }
    }
    return byLevel;
  }

  /** Of a group of which nothing is known yet: all intervals stay as they are. */
  public static IntervalFactors none(
      SeriesKey group, DemandClass demandClass, int originDay, float[] levels) {
    float[] factors = new float[Leads.COUNT * levels.length];
    Arrays.fill(factors, 1);
    return new IntervalFactors(group, demandClass, originDay, levels, factors);
  }

  /** The factor of a level's bound at a lead. */
  public float at(int lead, int level) {
    return factors[lead * levels.length + level];
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
    for (int step = 1; step <= forecast.horizon(); step++) {
      float median = median(forecast.quantiles(), step - 1);
      int lead = Leads.of(step);
      for (int level = 0; level < levels.length; level++) {
        quantiles[level][step - 1] = moved(median, quantiles[level][step - 1], at(lead, level));
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
