package io.warecast.scoring.forecast;

import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.demand.DemandHistory;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.series.SeriesKey;

/**
 * All that a series' forecast may stand on at an origin.
 *
 * @param category of the item, empty when it has none
 * @param originDay epoch day of the last day whose demand may be known
 * @param history may reach beyond the origin; what lies there is not looked at
 */
public record ForecastBasis(
    SeriesKey key,
    String category,
    int originDay,
    DemandHistory history,
    WarehouseCalendar calendar,
    OfferTimeline offers) {

  /** The features of the series at the origin. */
  public DemandFeatures features() {
    return DemandFeatures.at(originDay, key, category, history, calendar, offers);
  }

  /** What kind of demand the series has at the origin. */
  public DemandClass demandClass() {
    return DemandClass.of(key, history, originDay);
  }
}
