package io.warecast.pipeline.connector.lake;

import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.WeatherForecast;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.order.OrderEvent;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;

/** Stand-in with the signatures of the lake's writer, until that lands. */
public final class LakeImport implements AutoCloseable {

  private int series;

  private LakeImport() {}

  public static LakeImport into(String lakeUri) {
    return new LakeImport();
  }

  public void warehouse(Warehouse warehouse) {}

  public void item(Item item) {}

  public void event(CalendarEvent event) {}

  public void weather(WeatherForecast weather) {}

  public void demand(DemandStretch stretch) {
    series++;
  }

  public void offers(SeriesKey key, OfferTimeline offers) {}

  public void order(OrderEvent order) {}

  public LakeSummary commit() {
    return new LakeSummary(series);
  }

  @Override
  public void close() {}
}
