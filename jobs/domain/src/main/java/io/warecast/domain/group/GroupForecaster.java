package io.warecast.domain.group;

import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.demand.DemandHistory;
import io.warecast.domain.forecast.Quantiles;
import io.warecast.domain.forecast.SeasonalForecaster;
import io.warecast.domain.series.SeriesKey;

/**
 * The forecast of a group series from nothing but its own past and its warehouse's calendar: level,
 * weekdays, year, month, special days and what surrounds them. Short or sparse histories get the
 * {@link SeasonalForecaster}'s. The same input gives the same bits on every machine.
 */
public final class GroupForecaster {

  private GroupForecaster() {}

  /**
   * Fills the steps after an origin.
   *
   * @param key of the series, by which the memory knows it
   * @param memory of what was worked out for earlier forecasts
   * @param history may reach beyond the origin; what lies there is not looked at
   * @param levels quantile levels, ascending
   * @param mean receives one value a step
   * @param quantiles receives, for each level, one value a step
   * @return false when the history was too short or sparse and the seasonal forecast was filled in
   */
  public static boolean forecast(
      SeriesKey key,
      GroupMemory memory,
      int originDay,
      DemandHistory history,
      WarehouseCalendar calendar,
      float[] levels,
      float[] mean,
      float[][] quantiles) {
    int steps = mean.length;
    if (!reaches(history, originDay)) {
      SeasonalForecaster.forecast(history, originDay, levels, mean, quantiles);
      return false;
    }
    GroupDays days = GroupDays.of(originDay, history, calendar, steps);
    int origin = days.count() - 1;
    if (!GroupMeans.arePossible(days, origin)) {
      SeasonalForecaster.forecast(history, originDay, levels, mean, quantiles);
      return false;
    }
    double[] means = GroupMeans.after(days, origin, steps);
    PastErrors errors = new PastErrors(days, memory.pastMeans(key, days, calendar, originDay));
    for (int q = 0; q < levels.length; q++) {
      double[] logs = errors.quantiles(levels[q]);
      for (int step = 1; step <= steps; step++) {
        mean[step - 1] = (float) means[step - 1];
        quantiles[q][step - 1] =
            (float) (means[step - 1] * StrictMath.exp(PastErrors.ofStep(logs, step)));
      }
    }
    Quantiles.enclose(mean, quantiles);
    return true;
  }

  private static boolean reaches(DemandHistory history, int originDay) {
    return !history.isEmpty() && history.firstDay() <= originDay;
  }
}
