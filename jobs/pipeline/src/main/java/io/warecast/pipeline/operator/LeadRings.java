package io.warecast.pipeline.operator;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.recalibration.Leads;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was forecast for days of a series that are to come, at each of the {@link Leads}: rings that
 * are addressed by the day. Arrays are changed in place.
 *
 * @param levels of the quantiles
 * @param keptDays days that are kept beyond their end
 * @param targetDays epoch day of each slot, lead after lead
 * @param forecasts mean and quantiles of each slot
 */
public record LeadRings(float[] levels, int keptDays, int[] targetDays, float[] forecasts) {

  private static final int NO_DAY = Integer.MIN_VALUE;

  /** Nothing. */
  public static LeadRings none(float[] levels, int keptDays) {
    int slots = 0;
    for (int lead = 0; lead < Leads.COUNT; lead++) {
      slots += Leads.days(lead) + keptDays;
    }
    int[] targetDays = new int[slots];
    Arrays.fill(targetDays, NO_DAY);
    return new LeadRings(levels, keptDays, targetDays, new float[slots * (1 + levels.length)]);
  }

  /** Mean and quantiles of a forecast at each of the leads that it reaches. */
  public static float[][] leadsOf(Forecast forecast) {
    float[][] leads = new float[Leads.within(forecast.horizon())][1 + forecast.levels().length];
    for (int lead = 0; lead < leads.length; lead++) {
      int step = Leads.days(lead) - 1;
      leads[lead][0] = forecast.mean()[step];
      for (int level = 0; level < forecast.levels().length; level++) {
        leads[lead][1 + level] = forecast.quantiles()[level][step];
      }
    }
    return leads;
  }

  /** Keeps what was forecast at an origin. */
  public void put(int originDay, float[][] leads) {
    for (int lead = 0; lead < leads.length; lead++) {
      int target = originDay + Leads.days(lead);
      int slot = slot(lead, target);
      targetDays[slot] = target;
      System.arraycopy(leads[lead], 0, forecasts, slot * width(), width());
    }
  }

  /** Mean and quantiles that were forecast for a day at a lead; null for nothing. */
  public float @Nullable [] at(int lead, int day) {
    int slot = slot(lead, day);
    return targetDays[slot] == day
        ? Arrays.copyOfRange(forecasts, slot * width(), (slot + 1) * width())
        : null;
  }

  private int width() {
    return 1 + levels.length;
  }

  private int slot(int lead, int day) {
    int begin = 0;
    for (int i = 0; i < lead; i++) {
      begin += Leads.days(i) + keptDays;
    }
    return begin + Math.floorMod(day, Leads.days(lead) + keptDays);
  }
}
