package io.warecast.pipeline.operator.monitoring;

import io.warecast.domain.demand.DemandClass;
import io.warecast.pipeline.operator.LeadRings;
import io.warecast.pipeline.operator.ServedClose;
import java.util.Arrays;

/**
 * What was served for days of a series that are to come, or that orders may still correct, and what
 * those days came to, in a ring that is addressed by the day.
 *
 * @param served by day and lead
 * @param through last epoch day that is over
 * @param closedDays epoch day of each slot
 * @param units of these
 * @param classes of the series then, as ordinals
 */
public record ServedPast(
    LeadRings served, int through, int[] closedDays, float[] units, int[] classes) {

  private static final int NO_DAY = Integer.MIN_VALUE;

  /**
   * Nothing.
   *
   * @param keptDays days after their close that days may be corrected
   */
  static ServedPast none(float[] levels, int keptDays) {
    int[] closedDays = new int[1 + keptDays];
    Arrays.fill(closedDays, NO_DAY);
    return new ServedPast(
        LeadRings.none(levels, keptDays),
        NO_DAY,
        closedDays,
        new float[1 + keptDays],
        new int[1 + keptDays]);
  }

  /** Keeps what is served at a close; changes the arrays in place. */
  ServedPast with(ServedClose close) {
    served.put(close.day(), close.leads());
    return new ServedPast(served, Math.max(through, close.day()), closedDays, units, classes);
  }

  /** Keeps what a day came to; changes the arrays in place. */
  @SuppressWarnings("EnumOrdinal") // state is dropped when the classes change
  void cameTo(int day, float itsUnits, DemandClass demandClass) {
    int slot = slot(day);
    closedDays[slot] = day;
    units[slot] = itsUnits;
    classes[slot] = demandClass.ordinal();
  }

  /** Whether it is known what a day came to. */
  boolean knows(int day) {
    return closedDays[slot(day)] == day;
  }

  float unitsOf(int day) {
    return units[slot(day)];
  }

  @SuppressWarnings("EnumOrdinal") // state is dropped when the classes change
  DemandClass classOf(int day) {
    return DemandClass.values()[classes[slot(day)]];
  }

  float[] levels() {
    return served.levels();
  }

  private int slot(int day) {
    return Math.floorMod(day, closedDays.length);
  }
}
