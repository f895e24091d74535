package io.warecast.local.importing;

import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import io.warecast.pipeline.connector.lake.LakeImport;
import java.time.LocalDate;

/** Passes everything on to the lake and counts it. */
final class LakeSink implements DataSetSink {

  private final LakeImport lake;
  private int warehouses;
  private int items;
  private int series;
  private long demandDays;
  private int firstDay = Integer.MAX_VALUE;
  private int lastDay = Integer.MIN_VALUE;
  private long events;
  private int pricedSeries;

  LakeSink(LakeImport lake) {
    this.lake = lake;
  }

  @Override
  public void warehouse(Warehouse warehouse) {
    lake.warehouse(warehouse);
    warehouses++;
  }

  @Override
  public void item(Item item) {
    lake.item(item);
    items++;
  }

  @Override
  public void event(CalendarEvent event) {
    lake.event(event);
    events++;
  }

  @Override
  public void demand(DemandStretch stretch) {
    lake.demand(stretch);
    series++;
    demandDays += stretch.units().length;
    firstDay = Math.min(firstDay, stretch.firstDay());
    lastDay = Math.max(lastDay, stretch.lastDay());
  }

  @Override
  public void offers(SeriesKey key, OfferTimeline offers) {
    lake.offers(key, offers);
    pricedSeries++;
  }

  ImportSummary summary(Rejects rejects) {
    return new ImportSummary(
        warehouses,
        items,
        series,
        demandDays,
        LocalDate.ofEpochDay(firstDay),
        LocalDate.ofEpochDay(lastDay),
        events,
        pricedSeries,
        rejects.count(),
        rejects.kept());
  }
}
