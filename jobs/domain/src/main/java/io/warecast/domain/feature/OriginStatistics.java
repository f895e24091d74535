package io.warecast.domain.feature;

import io.warecast.domain.demand.DemandHistory;

/**
 * Running sums over the days up to an origin, from which every window is one subtraction. Unknown
 * days count neither as demand nor as days.
 */
final class OriginStatistics {

  /** Days after which the slow level has forgotten nearly all, and the longest mean twice over. */
  private static final int WINDOW = 448;

  private static final double SLOW = 0.05;
  private static final double FAST = 0.20;

  /** Keeps a series that has not sold for long from dividing by zero. */
  private static final double LOWEST_LEVEL = 0.02;

  private final int originDay;
  private final int firstDay;
  private final DemandHistory history;
  private final double[] units;
  private final double[] squares;
  private final int[] known;
  private final int[] zeros;
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
    units = new double[n + 1];
    squares = new double[n + 1];
    known = new int[n + 1];
    zeros = new int[n + 1];
    double slow = 0;
    double fast = 0;
    int lastSale = firstDay - 1;
    for (int i = 0; i < n; i++) {
      float u = history.at(firstDay + i);
      boolean isKnown = !Float.isNaN(u);
      units[i + 1] = units[i] + (isKnown ? u : 0);
      squares[i + 1] = squares[i] + (isKnown ? (double) u * u : 0);
      known[i + 1] = known[i] + (isKnown ? 1 : 0);
      zeros[i + 1] = zeros[i] + (u == 0 ? 1 : 0);
      if (isKnown) {
        // The weight of the first days falls as 1/k until it meets the smoothing: no start-up bias.
        slow += weight(SLOW, known[i + 1]) * (u - slow);
        fast += weight(FAST, known[i + 1]) * (u - fast);
      }
      if (u > 0) {
        lastSale = firstDay + i;
      }
    }
    slowLevel = Math.max(LOWEST_LEVEL, slow);
    fastLevel = fast;
    daysSinceSale = originDay - lastSale;
  }

  /** The larger of the two, spared the division well beyond where they meet. */
  private static double weight(double smoothing, int known) {
    return known * smoothing >= 1.5 ? smoothing : Math.max(smoothing, 1.0 / known);
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
    return known[known.length - 1];
  }

  int daysSinceSale() {
    return daysSinceSale;
  }

  int ageDays() {
    return originDay - firstDay + 1;
  }

  /** Mean of the known days among the last {@code days}; {@code NaN} when none is known. */
  double mean(int days) {
    return meanOf(originDay - days + 1, originDay);
  }

  /** Mean of the {@code days} that end {@code before} days before the origin. */
  double mean(int days, int before) {
    return meanOf(originDay - before - days + 1, originDay - before);
  }

  /** Standard deviation of the known days among the last {@code days}. */
  double deviation(int days) {
    int from = index(originDay - days + 1);
    int to = index(originDay + 1);
    int n = known[to] - known[from];
    if (n < 2) {
      return Double.NaN;
    }
    double sum = units[to] - units[from];
    double variance = (squares[to] - squares[from] - sum * sum / n) / (n - 1);
    return Math.sqrt(Math.max(0, variance));
  }

  double zeroShare(int days) {
    int from = index(originDay - days + 1);
    int to = index(originDay + 1);
    int n = known[to] - known[from];
    return n == 0 ? Double.NaN : (zeros[to] - zeros[from]) / (double) n;
  }

  /** Means of the last days up to the origin that have the weekday of {@code day}. */
  WeekdayMeans weekdayMeans(int day) {
    return WeekdayMeans.of(history, day - 7 * ((day - originDay + 6) / 7));
  }

  private double meanOf(int from, int to) {
    int a = index(from);
    int b = index(to + 1);
    int n = known[b] - known[a];
    return n == 0 ? Double.NaN : (units[b] - units[a]) / n;
  }

  private int index(int day) {
    return Math.max(0, Math.min(units.length - 1, day - firstDay));
  }
}
