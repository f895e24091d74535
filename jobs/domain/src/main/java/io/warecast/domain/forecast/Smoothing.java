package io.warecast.domain.forecast;

import io.warecast.domain.demand.DemandHistory;
import java.util.Arrays;

/**
 * Simple exponential smoothing of a level, under fixed factors of the weekdays. Of a few smoothing
 * constants that one is taken whose one-day-ahead forecasts would have been best.
 */
final class Smoothing {

  private static final int DAYS = 182;
  private static final int DAYS_OF_FACTORS = 91;
  private static final int DAYS_TO_WARM_UP = 28;
  private static final double[] CONSTANTS = {.05, .1, .2, .4};

  /** Units by which a factor is drawn towards 1: few units say little of a weekday's shape. */
  private static final double FACTOR_PRIOR = 5;

  /** On weekdays with almost no demand, dividing by the factor would blow up what little is. */
  private static final double LEAST_FACTOR = .05;

  private final DemandHistory history;
  private final int originDay;
  private final int firstDay;
  private final double[] factors;
  private final double constant;
  private final double start;

  private double level;
  private double squares;

  private Smoothing(
      DemandHistory history, int originDay, double[] factors, double constant, double start) {
    this.history = history;
    this.originDay = originDay;
    this.firstDay = Math.max(history.firstDay(), originDay - DAYS + 1);
    this.factors = factors;
    this.constant = constant;
    this.start = start;
  }

  static void forecast(
      DemandHistory history, int originDay, float[] levels, float[] mean, float[][] quantiles) {
    double[] factors = factors(history, originDay);
    int first = Math.max(history.firstDay(), originDay - DAYS + 1);
    double start = Empirical.of(history, first + DAYS_TO_WARM_UP - 1, DAYS_TO_WARM_UP, 1).mean();
    if (first + DAYS_TO_WARM_UP > originDay) {
      start = Empirical.of(history, originDay, DAYS_TO_WARM_UP, 1).mean();
    }
    Smoothing best = null;
    float[] errors = {};
    for (double constant : CONSTANTS) {
      Smoothing tried = new Smoothing(history, originDay, factors, constant, start);
      float[] found = tried.run();
      if (best == null || tried.squares < best.squares) {
        best = tried;
        errors = found;
      }
    }
    if (best != null) {
      best.fill(Empirical.of(errors, errors.length), levels, mean, quantiles);
    }
  }

  /** Each weekday's demand (by epoch day modulo 7) relative to that of all. */
  private static double[] factors(DemandHistory history, int originDay) {
    double[] sums = new double[7];
    int[] known = new int[7];
    double sum = 0;
    int days = 0;
    for (int day = originDay - DAYS_OF_FACTORS + 1; day <= originDay; day++) {
      float units = history.at(day);
      if (!Float.isNaN(units)) {
        int weekday = Math.floorMod(day, 7);
        sums[weekday] += units;
        known[weekday]++;
        sum += units;
        days++;
      }
    }
    double[] factors = new double[7];
    for (int weekday = 0; weekday < 7; weekday++) {
      double expected = days == 0 ? 0 : known[weekday] * sum / days;
      factors[weekday] = (sums[weekday] + FACTOR_PRIOR) / (expected + FACTOR_PRIOR);
    }
    return factors;
  }

  /** Goes over the history; gives the errors after the first weeks, each divided by its factor. */
  private float[] run() {
    level = start;
    squares = 0;
    float[] errors = new float[originDay - firstDay + 1 < 0 ? 0 : originDay - firstDay + 1];
    int n = 0;
    for (int day = firstDay; day <= originDay; day++) {
      float units = history.at(day);
      double factor = factors[Math.floorMod(day, 7)];
      if (Float.isNaN(units) || factor < LEAST_FACTOR) {
        continue;
      }
      double error = units - level * factor;
      if (day - firstDay >= DAYS_TO_WARM_UP) {
        squares += error * error;
        errors[n++] = (float) (error / factor);
      }
      level = Math.max(0, level + constant * error / factor);
    }
    return Arrays.copyOf(errors, n);
  }

  private void fill(Empirical errors, float[] levels, float[] mean, float[][] quantiles) {
    for (int i = 0; i < mean.length; i++) {
      double factor = factors[Math.floorMod(originDay + 1 + i, 7)];
      mean[i] = (float) (level * factor);
      // The variance of simple exponential smoothing grows by the constant's square a step.
      double growth = factor * Math.sqrt(1 + i * constant * constant);
      for (int q = 0; q < levels.length; q++) {
        quantiles[q][i] = (float) Math.max(0, mean[i] + growth * errors.quantile(levels[q]));
      }
    }
  }
}
