package io.warecast.domain.hierarchy;

import io.warecast.domain.forecast.Forecast;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What the forecast of a group was, at the close of a day, to the sum of its parts' forecasts: one
 * ratio for each day to come. Items that are multiplied by them add up to what the group's own
 * forecast expects, which is often right where the sum of many items drifts.
 *
 * @param originDay epoch day that had closed; the first ratio is of the day after it
 * @param ratios one a day, each within {@link #LEAST} and {@link #MOST}
 */
public record AlignmentRatios(int originDay, float[] ratios) {

  /** The most that items are multiplied by: beyond it one of the two forecasts is broken. */
  public static final float MOST = 3;

  /** The least that items are multiplied by. */
  public static final float LEAST = 1 / MOST;

  private static final Comparator<Forecast> BY_ITEM =
      Comparator.comparing(forecast -> forecast.key().itemId());

  /**
   * The ratios of a group.
   *
   * @param group the group's own forecast
   * @param parts forecasts of the same origin whose sum is to be the group's; in any order, which
   *     changes no bit of the result
   */
  public static AlignmentRatios of(Forecast group, Collection<Forecast> parts) {
    // Sums of doubles depend on their order, and parts come in the order of chance.
    List<Forecast> ordered = parts.stream().sorted(BY_ITEM).toList();
    double[] sums = new double[group.horizon()];
    for (int step = 0; step < sums.length; step++) {
      sums[step] = sum(ordered, step);
    }
    return of(group.originDay(), group.mean(), sums);
  }

  /**
   * The ratios of a group whose parts have been added up.
   *
   * @param group mean units of the group's own forecast, one a step
   * @param sums of its parts' means
   */
  public static AlignmentRatios of(int originDay, float[] group, double[] sums) {
    float[] ratios = new float[group.length];
    for (int step = 0; step < ratios.length; step++) {
      ratios[step] = ratio(group[step], sums[step]);
    }
    return new AlignmentRatios(originDay, ratios);
  }

  private static double sum(List<Forecast> parts, int step) {
    double sum = 0;
    for (Forecast part : parts) {
      if (step < part.horizon()) {
        sum += part.mean()[step];
      }
    }
    return sum;
  }

  /** 1 where the two cannot be compared. */
  private static float ratio(float group, double sum) {
    if (!Double.isFinite(sum) || !Float.isFinite(group) || sum <= 0 || group < 0) {
      return 1;
    }
    return (float) Math.max(LEAST, Math.min(MOST, group / sum));
  }

  /**
   * An item's forecast with mean and quantiles multiplied by each target day's ratio to the power
   * of its step's damping. Days after the last ratio take that one.
   */
  public Forecast align(Forecast item, Damping damping) {
    if (ratios.length == 0) {
      return item;
    }
    float[] factors = new float[item.horizon()];
    for (int step = 1; step <= factors.length; step++) {
      // Strict: the same bits on every machine, and when a loop has been compiled.
      factors[step - 1] =
          (float) StrictMath.pow(ratioOf(item.originDay() + step), damping.at(step));
    }
    float[][] quantiles = new float[item.quantiles().length][];
    for (int level = 0; level < quantiles.length; level++) {
      quantiles[level] = product(item.quantiles()[level], factors);
    }
    return item.with(product(item.mean(), factors), quantiles);
  }

  private float ratioOf(int day) {
    return ratios[Math.max(0, Math.min(ratios.length - 1, day - originDay - 1))];
  }

  private static float[] product(float[] units, float[] factors) {
    float[] product = new float[units.length];
    for (int step = 0; step < product.length; step++) {
      product[step] = units[step] * factors[step];
    }
    return product;
  }
}
