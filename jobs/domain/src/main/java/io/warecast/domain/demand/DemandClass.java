package io.warecast.domain.demand;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.warecast.domain.series.SeriesKey;
import java.util.Locale;

/**
 * What kind of demand a series has, for choosing methods and judging them. Items fall into the four
 * classes of Syntetos, Boylan and Croston, "On the categorization of demand patterns" (2005): by
 * the mean interval between days with demand, and by how much the units of such days vary.
 */
public enum DemandClass {
  /** Demand on most days, of even size. */
  SMOOTH,
  /** Demand on most days, of uneven size. */
  ERRATIC,
  /** Demand on few days, of even size. */
  INTERMITTENT,
  /** Demand on few days, of uneven size. */
  LUMPY,
  /** A category or a warehouse's total. */
  GROUP,
  /** Too few days since the first demand to tell, or no demand for long. */
  NEW;

  /** Known days that are looked at. */
  public static final int WINDOW = 224;

  /** Known days since the first demand from which on a series is not new. */
  public static final int FEWEST_DAYS = 28;

  /** Mean interval in days from which on demand is intermittent. */
  static final double INTERVAL = 1.32;

  /** Squared coefficient of variation of the sizes from which on demand is uneven. */
  static final double VARIATION = .49;

  /** The name that JSON, SQL and metrics use. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The class of a wire name. */
  @JsonCreator
  public static DemandClass ofWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /**
   * The class of a series at an origin.
   *
   * @param history may reach beyond the origin; what lies there is not looked at
   */
  public static DemandClass of(SeriesKey key, DemandHistory history, int originDay) {
    return key.isGroup() ? GROUP : ofItem(history, originDay);
  }

  private static DemandClass ofItem(DemandHistory history, int originDay) {
    int days = 0;
    int daysSinceFirst = 0;
    int demands = 0;
    double sum = 0;
    double squares = 0;
    int last = Math.min(originDay, history.lastDay());
    float[] known = history.units();
    for (int i = last - history.firstDay(); i >= 0 && days < WINDOW; i--) {
      float units = known[i];
      if (Float.isNaN(units)) {
        continue;
      }
      days++;
      if (units > 0) {
        demands++;
        sum += units;
        squares += (double) units * units;
        daysSinceFirst = days;
      }
    }
    // Days before the first demand are none on which a new item was not wanted; of a window that
    // begins in the midst of a series they are.
    int counted = days == WINDOW ? days : daysSinceFirst;
    if (demands == 0 || counted < FEWEST_DAYS) {
      return NEW;
    }
    double mean = sum / demands;
    double variation = Math.max(0, squares / demands / (mean * mean) - 1);
    boolean isRare = (double) counted / demands >= INTERVAL;
    boolean isUneven = variation >= VARIATION;
    if (isRare) {
      return isUneven ? LUMPY : INTERMITTENT;
    }
    return isUneven ? ERRATIC : SMOOTH;
  }
}
