package io.warecast.scoring.promotion;

import io.warecast.domain.accuracy.PinballLoss;
import io.warecast.domain.promotion.Measure;
import java.util.EnumMap;
import java.util.Map;

/** What one forecaster's forecasts of a segment add up to. */
final class SegmentErrors {

  /** Items, sums of groups, sums of warehouses: each level weighs alike, as in the M5's measure. */
  enum Level {
    ITEM,
    GROUP,
    WAREHOUSE
  }

  /**
   * Share of a day's units by which a bound that was met may be missed: floats have been multiplied
   * and divided on the way. Of a day without demand there is none: a lower bound just above zero
   * leaves it out.
   */
  private static final double TOLERANCE = 1e-5;

  private final double[] weights = new double[Level.values().length];
  private final double[] weightedErrors = new double[Level.values().length];
  private final double[] inside = new double[2];
  private final boolean[] hasInterval = new boolean[2];
  private double units;
  private double error;
  private double absoluteError;
  private double pinball;
  private int pinballLevels;
  private long rows;

  double units() {
    return units;
  }

  long rows() {
    return rows;
  }

  /**
   * Adds the days of one series, or of one sum of series.
   *
   * @param scale mean squared difference of its successive days, in units squared
   */
  @SuppressWarnings("EnumOrdinal") // the place in an array
  void addScaled(Level level, double scale, double[] actual, double[] errors, int from, int to) {
    double squares = 0;
    double sold = 0;
    int days = 0;
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(actual[i])) {
        squares += errors[i] * errors[i];
        sold += actual[i];
        days++;
      }
    }
    if (days > 0 && scale > 0) {
      // What did not sell still counts a little: forecasting it too high is an error too.
      weights[level.ordinal()] += sold + 1;
      weightedErrors[level.ordinal()] += (sold + 1) * Math.sqrt(squares / days / scale);
    }
  }

  /** Adds one day of an item. */
  void addDay(double actual, double mean) {
    units += actual;
    error += mean - actual;
    absoluteError += Math.abs(mean - actual);
    rows++;
  }

  /**
   * Adds the quantiles of one day of an item.
   *
   * @param judged places in the levels of those that the pinball loss is taken of
   */
  void addQuantiles(double actual, float[] levels, int[] judged, float[][] quantiles, int step) {
    for (int place : judged) {
      pinball += PinballLoss.of(levels[place], actual, quantiles[place][step]);
    }
    pinballLevels = judged.length;
    for (int lower = 0; lower < levels.length / 2; lower++) {
      int upper = levels.length - 1 - lower;
      int interval = interval((double) levels[upper] - levels[lower]);
      if (interval >= 0) {
        hasInterval[interval] = true;
        boolean isInside =
            actual * (1 + TOLERANCE) >= quantiles[lower][step]
                && actual * (1 - TOLERANCE) <= quantiles[upper][step];
        inside[interval] += isInside ? 1 : 0;
      }
    }
  }

  private static int interval(double coverage) {
    if (Math.abs(coverage - .95) < 1e-4) {
      return 0;
    }
    return Math.abs(coverage - .5) < 1e-4 ? 1 : -1;
  }

  Map<Measure, Double> measures() {
    Map<Measure, Double> measures = new EnumMap<>(Measure.class);
    put(measures, Measure.WRMSSE, scaledError());
    if (weights[0] > 0) {
      put(measures, Measure.RMSSE, weightedErrors[0] / weights[0]);
    }
    if (units > 0) {
      put(measures, Measure.WAPE, absoluteError / units);
      put(measures, Measure.BIAS, error / units);
      if (pinballLevels > 0) {
        put(measures, Measure.PINBALL, pinball / pinballLevels / units);
      }
    }
    if (rows > 0 && hasInterval[0]) {
      put(measures, Measure.COVERAGE_95, inside[0] / rows);
    }
    if (rows > 0 && hasInterval[1]) {
      put(measures, Measure.COVERAGE_50, inside[1] / rows);
    }
    return measures;
  }

  private double scaledError() {
    double sum = 0;
    int levels = 0;
    for (int level = 0; level < weights.length; level++) {
      if (weights[level] > 0) {
        sum += weightedErrors[level] / weights[level];
        levels++;
      }
    }
    return levels == 0 ? Double.NaN : sum / levels;
  }

  private static void put(Map<Measure, Double> measures, Measure measure, double value) {
    if (Double.isFinite(value)) {
      measures.put(measure, value);
    }
  }
}
