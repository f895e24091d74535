package io.warecast.pipeline.operator;

import io.warecast.domain.demand.ClosedDay;
import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.series.SeriesKey;
import java.util.Arrays;

/**
 * A day that is over, and what was then served for some of the days to come: from one such record a
 * day follows how forecasts do.
 *
 * @param day epoch day that is over, the origin of the forecast
 * @param closedAt epoch millis of its end
 * @param units of the day; {@code NaN} where unknown
 * @param levels of the quantiles, ascending
 * @param leads for each of {@link #LEADS} that the forecast reaches, its mean, then its quantiles
 */
public record ServedClose(
    SeriesKey key,
    int day,
    long closedAt,
    float units,
    DemandClass demandClass,
    float[] levels,
    float[][] leads) {

  /** Days ahead at which forecasts are held against what came. */
  public static final int[] LEADS = {1, 7, 14, 28};

  static ServedClose of(Forecast forecast, ClosedDay closed) {
    int reached = (int) Arrays.stream(LEADS).filter(lead -> lead <= forecast.horizon()).count();
    float[][] leads = new float[reached][1 + forecast.levels().length];
    for (int i = 0; i < reached; i++) {
      int step = LEADS[i] - 1;
      leads[i][0] = forecast.mean()[step];
      for (int level = 0; level < forecast.levels().length; level++) {
        leads[i][1 + level] = forecast.quantiles()[level][step];
      }
    }
    return new ServedClose(
        forecast.key(),
        forecast.originDay(),
        forecast.asOf(),
        closed.units(),
        closed.demandClass(),
        forecast.levels(),
        leads);
  }
}
