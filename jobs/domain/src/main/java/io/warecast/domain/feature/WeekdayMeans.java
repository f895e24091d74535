package io.warecast.domain.feature;

import io.warecast.domain.demand.DemandHistory;

/** Means over the last 1, 4, 8 and 13 days of one weekday; {@code NaN} where none is known. */
record WeekdayMeans(double last, double last4, double last8, double last13) {

  /** Goes back from {@code latest}, a day of that weekday, once for all four. */
  static WeekdayMeans of(DemandHistory history, int latest) {
    double sum = 0;
    int known = 0;
    double last = Double.NaN;
    double last4 = Double.NaN;
    double last8 = Double.NaN;
    float[] days = history.units();
    int i = latest - history.firstDay();
    for (int week = 1; week <= 13; week++, i -= 7) {
      float units = i >= 0 && i < days.length ? days[i] : Float.NaN;
      if (!Float.isNaN(units)) {
        sum += units;
        known++;
      }
      switch (week) {
        case 1 -> last = mean(sum, known);
        case 4 -> last4 = mean(sum, known);
        case 8 -> last8 = mean(sum, known);
        default -> {}
      }
    }
    return new WeekdayMeans(last, last4, last8, mean(sum, known));
  }

  private static double mean(double sum, int known) {
    return known == 0 ? Double.NaN : sum / known;
  }
}
