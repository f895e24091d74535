package io.warecast.pipeline.operator;

import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.PriceChange;
import io.warecast.domain.demand.DemandChange;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.forecast.ForecastRequest;
import io.warecast.domain.series.SeriesKey;
import org.jspecify.annotations.Nullable;

/** What reaches the operator of a series: one of these. */
public record SeriesInput(
    SeriesKey key,
    @Nullable DemandStretch demand,
    @Nullable OfferTimeline offers,
    @Nullable DemandChange change,
    @Nullable PriceChange price,
    @Nullable ForecastRequest request) {

  public static SeriesInput of(DemandStretch demand) {
    return new SeriesInput(demand.key(), demand, null, null, null, null);
  }

  public static SeriesInput of(SeriesKey key, OfferTimeline offers) {
    return new SeriesInput(key, null, offers, null, null, null);
  }

  public static SeriesInput of(DemandChange change) {
    return new SeriesInput(change.key(), null, null, change, null, null);
  }

  public static SeriesInput of(PriceChange price) {
    return new SeriesInput(price.key(), null, null, null, price, null);
  }

  public static SeriesInput of(ForecastRequest request) {
    return new SeriesInput(request.key(), null, null, null, null, request);
  }
}
