package io.warecast.domain.forecast;

import io.warecast.domain.demand.DemandHistory;
import java.util.Arrays;
import java.util.Optional;

/**
 * Forecasts that need no model: what a model is held against, and what serves the demand classes
 * that it does worse for. Pure functions of the history up to the origin.
 */
public enum BaselineForecaster {
  /** The same weekday of the last week; quantiles from how far such forecasts lay off. */
  LAST_WEEK(Method.LAST_WEEK),
  /** Mean of the weekday over eight weeks; quantiles of that weekday over 26 weeks. */
  WEEKDAY_MEAN(Method.WEEKDAY_MEAN),
  /** Exponential smoothing; quantiles from its errors. */
  SMOOTHING(Method.SMOOTHING),
  /** For intermittent demand; quantiles from the chance of a demand and the sizes seen. */
  CROSTON_TSB(Method.CROSTON_TSB);

  /** Weeks: on M5 their quantiles lose less than those of 8 or 13 ({@link WeekdayWindow}). */
  private static final int LONG_WINDOW = 26;

  private final Method method;

  BaselineForecaster(Method method) {
    this.method = method;
  }

  /** The baseline of a method, if it is one. */
  public static Optional<BaselineForecaster> of(Method method) {
    return Arrays.stream(values()).filter(baseline -> baseline.method == method).findFirst();
  }

  public Method method() {
    return method;
  }

  /**
   * Fills the steps after an origin. A history that is too short gives the mean of what is known,
   * an empty one zero.
   *
   * @param history may reach beyond the origin; what lies there is not looked at
   * @param levels quantile levels, ascending
   * @param mean receives one value a step
   * @param quantiles receives, for each level, one value a step: ascending in level, not negative,
   *     the outermost two around the mean
   */
  public void forecast(
      DemandHistory history, int originDay, float[] levels, float[] mean, float[][] quantiles) {
    switch (this) {
      case LAST_WEEK -> LastWeek.forecast(history, originDay, levels, mean, quantiles);
      case WEEKDAY_MEAN ->
          WeekdayMean.forecast(history, originDay, LONG_WINDOW, levels, mean, quantiles);
      case SMOOTHING -> Smoothing.forecast(history, originDay, levels, mean, quantiles);
      case CROSTON_TSB -> CrostonTsb.forecast(history, originDay, levels, mean, quantiles);
    }
    Quantiles.enclose(mean, quantiles);
  }
}
