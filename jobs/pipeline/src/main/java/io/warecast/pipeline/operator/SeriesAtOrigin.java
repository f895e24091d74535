package io.warecast.pipeline.operator;

import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.demand.DemandHistory;
import io.warecast.domain.series.SeriesKey;

/**
 * All that is known of a series when its origin has come.
 *
 * @param history ends at or before {@code originDay}
 */
public record SeriesAtOrigin(
    SeriesKey key,
    int originDay,
    DemandHistory history,
    WarehouseCalendar calendar,
    OfferTimeline offers) {

  /** Whether there is anything to forecast from: demand, or an offer of an item that may sell. */
  boolean isForecastable() {
    return !history.isEmpty() || offers.fromDays().length > 0;
  }

  DemandClass demandClass() {
    return DemandClass.of(key, history, originDay);
  }
}
