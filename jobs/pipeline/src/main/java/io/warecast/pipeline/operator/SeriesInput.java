package io.warecast.pipeline.operator;

import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.series.SeriesKey;

/**
 * What reaches the operator of a series: a stretch of its demand or its offers; the part that a
 * record does not bring is empty.
 */
public record SeriesInput(SeriesKey key, DemandStretch demand, OfferTimeline offers) {

  public static SeriesInput of(DemandStretch demand) {
    return new SeriesInput(demand.key(), demand, OfferTimeline.NONE);
  }

  public static SeriesInput of(SeriesKey key, OfferTimeline offers) {
    return new SeriesInput(key, new DemandStretch(key, 0, new float[0]), offers);
  }
}
