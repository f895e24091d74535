package io.warecast.domain.monitoring;

/**
 * Page's test (1954; Hinkley, 1971) for a change of the mean, up or down, of a residual a day: sums
 * of what lies beyond half a deviation, in deviations of the days before, that never fall below
 * zero. Begins anew after an alarm. Immutable.
 *
 * @param days seen since the last alarm
 * @param mean of them
 * @param squares sum of squared deviations from the mean
 * @param up sum of what lay above
 * @param down sum of what lay below
 */
public record ResidualDrift(int days, double mean, double squares, double up, double down) {

  public static final ResidualDrift NONE = new ResidualDrift(0, 0, 0, 0, 0);

  /** Deviations that add up to an alarm: by chance alone about once in three years. */
  public static final double LIMIT = 6;

  /** Days from which mean and deviation are known well enough: two weeks, each weekday twice. */
  static final int FEWEST_DAYS = 14;

  private static final double ALLOWED = .5;

  /** One wild day, of a holiday, is no drift. */
  private static final double MOST = 3;

  /** A residual that never moved must not divide by zero. */
  private static final double LEAST_DEVIATION = .01;

  /**
   * With one more day.
   *
   * @param residual actual less forecast units, in shares of the forecast; finite
   */
  public ResidualDrift plus(double residual) {
    double nextUp = up;
    double nextDown = down;
    if (days >= FEWEST_DAYS) {
      double deviation = Math.max(LEAST_DEVIATION, Math.sqrt(squares / (days - 1)));
      double scaled = Math.max(-MOST, Math.min(MOST, (residual - mean) / deviation));
      nextUp = Math.max(0, up + scaled - ALLOWED);
      nextDown = Math.max(0, down - scaled - ALLOWED);
    }
    double nextMean = mean + (residual - mean) / (days + 1);
    double nextSquares = squares + (residual - mean) * (residual - nextMean);
    return new ResidualDrift(days + 1, nextMean, nextSquares, nextUp, nextDown);
  }

  /** Whether the mean has changed. */
  public boolean isAlarm() {
    return Math.max(up, down) > LIMIT;
  }

  /** Whether demand is above what is forecast, rather than below it. */
  public boolean isTooLow() {
    return up > down;
  }
}
