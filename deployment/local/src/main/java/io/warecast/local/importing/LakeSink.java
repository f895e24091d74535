package io.warecast.local.importing;

import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.WeatherForecast;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import io.warecast.pipeline.connector.lake.LakeImport;

/** Passes everything on to the lake. */
record LakeSink(LakeImport lake) implements DataSetSink {

  @Override
  public void warehouse(Warehouse warehouse) {
    lake.warehouse(warehouse);
  }

  @Override
  public void item(Item item) {
    lake.item(item);
  }

  @Override
  public void event(CalendarEvent event) {
    lake.event(event);
  }

  @Override
  public void weather(WeatherForecast forecast) {
    lake.weather(forecast);
  }

  @Override
  public void demand(DemandStretch stretch) {
    lake.demand(stretch);
  }

  @Override
  public void offers(SeriesKey key, OfferTimeline offers) {
    lake.offers(key, offers);
  }
}
