package io.warecast.pipeline.operator;

import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.recalibration.Leads;
import io.warecast.domain.series.SeriesKey;

/**
 * A day that is over, and what was then served for some of the days to come: from one such record a
 * day follows how forecasts do.
 *
 * @param day epoch day that is over, the origin of the forecast
 * @param closedAt epoch millis of its end
 * @param units of the day; {@code NaN} where unknown
 * @param levels of the quantiles, ascending
 * @param leads for each of the {@link Leads} that the forecast reaches, its mean, then its
 *     quantiles
 */
public record ServedClose(
    SeriesKey key,
    int day,
    long closedAt,
    float units,
    DemandClass demandClass,
    float[] levels,
    float[][] leads) {

  static ServedClose of(Forecast served, MadeForecast made) {
    return new ServedClose(
        served.key(),
        served.originDay(),
        served.asOf(),
        made.closedUnits(),
        made.demandClass(),
        served.levels(),
        LeadRings.leadsOf(served));
  }
}
