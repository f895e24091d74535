package io.warecast.domain.feature;

import io.warecast.domain.demand.DemandHistory;

/**
 * Sums over the days up to an origin, noted where the windows of features begin, so that every
 * window is one subtraction. Unknown days count neither as demand nor as days.
 */
final class OriginStatistics {

  /** Days after which the slow level has forgotten nearly all, and the longest mean twice over. */
  private static final int WINDOW = 448;

  /** Days before the end at which sums are noted: where the windows begin, and the end itself. */
  private static final int[] NOTED = {224, 112, 56, 28, 14, 7, 0};

  private static final int END = NOTED.length - 1;

  private static final double SLOW = 0.05;
  private static final double FAST = 0.20;

  /** Known days from which on both weights are their smoothing. */
  private static final int STEADY_DAYS = 20;

  /** Keeps a series that has not sold for long from dividing by zero. */
  private static final double LOWEST_LEVEL = 0.02;

  private final int originDay;
  private final int firstDay;
  private final DemandHistory history;
  private final double[] units = new double[NOTED.length];
  private final double[] squares = new double[NOTED.length];
  private final int[] known = new int[NOTED.length];
  private final int[] zeros = new int[NOTED.length];
  private final double slowLevel;
  private final double fastLevel;
  private final int daysSinceSale;

  private OriginStatistics(int originDay, DemandHistory history) {
    this.originDay = originDay;
    this.history = history;
    this.firstDay =
        history.isEmpty()
            ? originDay + 1
            : Math.min(originDay + 1, Math.max(history.firstDay(), originDay - WINDOW + 1));
    int n = originDay - firstDay + 1;
    float[] values = history.units();
    int shift = firstDay - history.firstDay();
    double sum = 0;
    double sumOfSquares = 0;
    int knownDays = 0;
    int zeroDays = 0;
    double slow = 0;
    double fast = 0;
    int lastSale = firstDay - 1;
    int i = 0;
    for (int note = 0; note < NOTED.length; note++) {
      for (int until = n - NOTED[note]; i < until; i++) {
        float u = shift + i < values.length ? values[shift + i] : Float.NaN;
        if (Float.isNaN(u)) {
          continue;
        }
        knownDays++;
        sum += u;
        sumOfSquares += (double) u * u;
        // The weight of the first days falls as 1/k until it meets the smoothing: no start-up bias.
        slow += (knownDays < STEADY_DAYS ? weight(SLOW, knownDays) : SLOW) * (u - slow);
        fast += (knownDays < STEADY_DAYS ? weight(FAST, knownDays) : FAST) * (u - fast);
        // Without branches, which days with and without demand would lead astray.
        zeroDays += u == 0 ? 1 : 0;
        lastSale = u > 0 ? firstDay + i : lastSale;
      }
      units[note] = sum;
      squares[note] = sumOfSquares;
      known[note] = knownDays;
      zeros[note] = zeroDays;
    }
    slowLevel = Math.max(LOWEST_LEVEL, slow);
    fastLevel = fast;
    daysSinceSale = originDay - lastSale;
  }

  private static double weight(double smoothing, int known) {
    return Math.max(smoothing, 1.0 / known);
  }

  static OriginStatistics at(int originDay, DemandHistory history) {
    return new OriginStatistics(originDay, history);
  }

  double level() {
    return slowLevel;
  }

  double fastLevel() {
    return fastLevel;
  }

  int knownDays() {
    return known[END];
  }

  int daysSinceSale() {
    return daysSinceSale;
  }

  int ageDays() {
    return originDay - firstDay + 1;
  }

  /**
   * Mean of the known days among the last {@code days}; {@code NaN} when none is known.
   *
   * @param days one of 7, 14, 28, 56, 112, 224
   */
  double mean(int days) {
    return meanOf(note(days), END);
  }

  /** Mean of the four weeks before the last four; {@code NaN} when no day is known. */
  double meanOfFourWeeksBefore() {
    return meanOf(note(56), note(28));
  }

  /** Standard deviation of the known days among the last {@code days}, as of {@link #mean}. */
  double deviation(int days) {
    int from = note(days);
    int n = known[END] - known[from];
    if (n < 2) {
      return Double.NaN;
    }
    double sum = units[END] - units[from];
    double variance = (squares[END] - squares[from] - sum * sum / n) / (n - 1);
    return Math.sqrt(Math.max(0, variance));
  }

  /** Share of days without demand among the known of the last {@code days}, as of {@link #mean}. */
  double zeroShare(int days) {
    int from = note(days);
    int n = known[END] - known[from];
    return n == 0 ? Double.NaN : (zeros[END] - zeros[from]) / (double) n;
  }

  /** Means of the last days up to the origin that have the weekday of {@code day}. */
  WeekdayMeans weekdayMeans(int day) {
    return WeekdayMeans.of(history, day - 7 * ((day - originDay + 6) / 7));
  }

  private double meanOf(int from, int to) {
    int n = known[to] - known[from];
    return n == 0 ? Double.NaN : (units[to] - units[from]) / n;
  }

  private static int note(int days) {
    return switch (days) {
      case 224 -> 0;
      case 112 -> 1;
      case 56 -> 2;
      case 28 -> 3;
      case 14 -> 4;
      case 7 -> 5;
      default ->
          throw new IllegalArgumentException("no sums are noted %d days back".formatted(days));
    };
  }
}
