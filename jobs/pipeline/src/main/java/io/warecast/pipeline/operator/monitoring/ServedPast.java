package io.warecast.pipeline.operator.monitoring;

import io.warecast.domain.demand.DemandClass;
import io.warecast.pipeline.operator.ServedClose;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was served for days of a series that are to come, or that orders may still correct, and what
 * those days came to: rings that are addressed by the day.
 *
 * @param levels of the quantiles
 * @param through last epoch day that is over
 * @param targetDays epoch day of each slot, lead after lead
 * @param served mean and quantiles of each slot
 * @param closedDays epoch day of each slot of what days came to
 * @param units of these
 * @param classes of the series then, as ordinals
 */
public record ServedPast(
    float[] levels,
    int through,
    int[] targetDays,
    float[] served,
    int[] closedDays,
    float[] units,
    int[] classes) {

  private static final int NO_DAY = Integer.MIN_VALUE;

  /**
   * Nothing.
   *
   * @param keptDays days after their close that days may be corrected
   */
  static ServedPast none(float[] levels, int keptDays) {
    int slots = 0;
    for (int lead : ServedClose.LEADS) {
      slots += lead + keptDays;
    }
    int[] targetDays = new int[slots];
    Arrays.fill(targetDays, NO_DAY);
    int[] closedDays = new int[1 + keptDays];
    Arrays.fill(closedDays, NO_DAY);
    return new ServedPast(
        levels,
        NO_DAY,
        targetDays,
        new float[slots * (1 + levels.length)],
        closedDays,
        new float[1 + keptDays],
        new int[1 + keptDays]);
  }

  /** Keeps what is served at a close; changes the arrays in place. */
  ServedPast with(ServedClose close) {
    for (int i = 0; i < close.leads().length; i++) {
      int slot = slot(i, close.day() + ServedClose.LEADS[i]);
      targetDays[slot] = close.day() + ServedClose.LEADS[i];
      System.arraycopy(close.leads()[i], 0, served, slot * width(), width());
    }
    return new ServedPast(
        levels, Math.max(through, close.day()), targetDays, served, closedDays, units, classes);
  }

  /** Keeps what a day came to; changes the arrays in place. */
  void cameTo(int day, float itsUnits, DemandClass demandClass) {
    int slot = closedSlot(day);
    closedDays[slot] = day;
    units[slot] = itsUnits;
    classes[slot] = demandClass.ordinal();
  }

  /** Whether it is known what a day came to. */
  boolean knows(int day) {
    return closedDays[closedSlot(day)] == day;
  }

  float unitsOf(int day) {
    return units[closedSlot(day)];
  }

  DemandClass classOf(int day) {
    return DemandClass.values()[classes[closedSlot(day)]];
  }

  /** Mean and quantiles that were served for a day at a lead; null for nothing. */
  float @Nullable [] served(int lead, int day) {
    int slot = slot(lead, day);
    return targetDays[slot] == day
        ? Arrays.copyOfRange(served, slot * width(), (slot + 1) * width())
        : null;
  }

  private int width() {
    return 1 + levels.length;
  }

  private int closedSlot(int day) {
    return Math.floorMod(day, closedDays.length);
  }

  private int slot(int lead, int day) {
    int keptDays = closedDays.length - 1;
    int begin = 0;
    for (int i = 0; i < lead; i++) {
      begin += ServedClose.LEADS[i] + keptDays;
    }
    return begin + Math.floorMod(day, ServedClose.LEADS[lead] + keptDays);
  }
}
