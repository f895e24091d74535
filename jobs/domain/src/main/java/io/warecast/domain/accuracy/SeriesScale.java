package io.warecast.domain.accuracy;

import io.warecast.domain.demand.DemandHistory;

/**
 * How much a series moves from day to day, by which errors of different series become comparable:
 * the scale of RMSSE (M5 Competitors' Guide, 2020) and of MASE (Hyndman and Koehler, 2006). Of the
 * history up to the origin, from the first demand on; pairs with an unknown day are left out.
 *
 * @param meanSquare of the differences of one day and the next
 * @param meanAbsolute of the same differences
 */
public record SeriesScale(double meanSquare, double meanAbsolute) {

  /** Of the history up to and including an origin day. */
  public static SeriesScale of(DemandHistory history, int originDay) {
    int last = Math.min(originDay, history.lastDay());
    int first = history.firstDay();
    while (first <= last && !(history.at(first) > 0)) {
      first++;
    }
    double squares = 0;
    double absolute = 0;
    int pairs = 0;
    for (int day = first + 1; day <= last; day++) {
      double difference = (double) history.at(day) - history.at(day - 1);
      if (!Double.isNaN(difference)) {
        squares += difference * difference;
        absolute += Math.abs(difference);
        pairs++;
      }
    }
    return new SeriesScale(squares / pairs, absolute / pairs);
  }

  /** Whether errors can be divided by it: series that never move have none. */
  public boolean isUsable() {
    return meanSquare > 0;
  }

  /** Root mean squared scaled error. */
  public double rmsse(PointAccuracy errors) {
    return Math.sqrt(errors.meanSquaredError() / meanSquare);
  }

  /** Mean absolute scaled error. */
  public double mase(PointAccuracy errors) {
    return errors.meanAbsoluteError() / meanAbsolute;
  }
}
