package io.warecast.local.importing;

import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.WeatherForecast;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;

/** Takes what an importer reads; a warehouse and an item come before the series that name them. */
interface DataSetSink {

  void warehouse(Warehouse warehouse);

  void item(Item item);

  void event(CalendarEvent event);

  void weather(WeatherForecast forecast);

  /** Takes all demand of a series in one call. */
  void demand(DemandStretch stretch);

  void offers(SeriesKey key, OfferTimeline offers);
}
