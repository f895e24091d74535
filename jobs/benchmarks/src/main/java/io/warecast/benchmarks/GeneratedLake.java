package io.warecast.benchmarks;

import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.series.Item;
import io.warecast.pipeline.connector.lake.LakeImport;
import io.warecast.pipeline.operator.SeriesAtOrigin;
import java.util.HashSet;
import java.util.Set;

/** Writes generated series into a lake, as an importer would. */
final class GeneratedLake {

  private static final int CATEGORIES = 8;

  private GeneratedLake() {}

  static void write(GeneratedSeries series, String lakeUri) {
    Set<String> items = new HashSet<>();
    try (LakeImport into = LakeImport.into(lakeUri)) {
      for (WarehouseCalendar calendar : series.calendars()) {
        into.warehouse(calendar.warehouse());
        GeneratedSeries.events(calendar.warehouse().id()).forEach(into::event);
        GeneratedSeries.weather(calendar.warehouse().id(), series.days()).forEach(into::weather);
      }
      for (int i = 0; i < series.count(); i++) {
        SeriesAtOrigin one = series.get(i);
        String item = one.key().itemId();
        if (items.add(item)) {
          into.item(new Item(item, "category-" + i % CATEGORIES, "all"));
        }
        into.demand(new DemandStretch(one.key(), one.history().firstDay(), one.history().units()));
        into.offers(one.key(), one.offers());
      }
      into.commit();
    }
  }
}
