package io.warecast.local.importing;

import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.series.SeriesKey;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** The units of one series as they come in, in any order of days. */
final class DailyUnits {

  /** Marks a day without a row; no row can say it, for units are never negative. */
  private static final float NO_ROW = -1;

  /** Thirty years: a date further away is taken for a slip of the pen. */
  private static final int MAX_DAYS = 10_958;

  private int firstDay;
  private int size;
  private float[] units = {};
  private Set<Integer> outOfStock = Set.of();

  /**
   * @param amount {@code NaN} when the row says that demand is unknown
   */
  void put(int day, float amount) {
    if (size == 0) {
      firstDay = day;
    }
    makeRoom(day);
    int i = day - firstDay;
    if (units[i] != NO_ROW) {
      throw new RefusedRowException("this series has a row for this day already");
    }
    units[i] = amount;
    size = Math.max(size, i + 1);
  }

  /** Says that a day had no stock: whatever was sold on it, demand is unknown. */
  void outOfStock(int day) {
    if (outOfStock.isEmpty()) {
      outOfStock = new HashSet<>();
    }
    outOfStock.add(day);
  }

  int lastDay() {
    return firstDay + size - 1;
  }

  /**
   * From the first day to {@code lastDay}, days without a row as {@code missing}, those out of
   * stock unknown.
   */
  DemandStretch stretch(SeriesKey key, int lastDay, float missing) {
    float[] all = new float[lastDay - firstDay + 1];
    for (int i = 0; i < all.length; i++) {
      all[i] = i >= size || units[i] == NO_ROW ? missing : units[i];
    }
    for (int day : outOfStock) {
      if (day >= firstDay && day <= lastDay) {
        all[day - firstDay] = Float.NaN;
      }
    }
    return new DemandStretch(key, firstDay, all);
  }

  private void makeRoom(int day) {
    int first = Math.min(firstDay, day);
    int last = Math.max(lastDay(), day);
    if (last - first >= MAX_DAYS) {
      throw new RefusedRowException(
          "the date is more than thirty years from the series' other days");
    }
    int shift = firstDay - first;
    if (shift == 0 && day - firstDay < units.length) {
      return;
    }
    float[] roomier = new float[Math.max(last - first + 1, Math.min(MAX_DAYS, 2 * units.length))];
    Arrays.fill(roomier, NO_ROW);
    System.arraycopy(units, 0, roomier, shift, size);
    units = roomier;
    firstDay = first;
    size += shift;
  }
}
