package io.warecast.domain.demand;

import io.warecast.domain.series.SeriesKey;

/**
 * Consecutive demand days of one series, as they travel from the lake or the day closing.
 *
 * @param firstDay epoch day of {@code units[0]}
 * @param units units a day; {@code NaN} where demand is unknown (no record, out of stock)
 */
public record DemandStretch(SeriesKey key, int firstDay, float[] units) {

  /** Epoch day of the last value, or the day before {@code firstDay} when there is none. */
  public int lastDay() {
    return firstDay + units.length - 1;
  }
}
