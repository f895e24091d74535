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

  DemandClass demandClass() {
    return DemandClass.of(key, history, originDay);
  }
}
