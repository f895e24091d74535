package io.warecast.benchmarks;

import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.DayKind;
import io.warecast.domain.covariate.SeriesOffers;
import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.demand.DemandHistory;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.pipeline.connector.lake.LakeImport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * Some warehouses of a lake, on their way into one of their own. Group series are left out: an
 * import adds them up.
 */
record LakeCut(Lake lake, Set<String> warehouses, Supplier<StreamExecutionEnvironment> flink) {

  static final Comparator<SeriesKey> BY_KEY = Comparator.comparing(SeriesKey::partitionKey);

  /** Writes a lake's first warehouses by id, and of their demand that up to an epoch day. */
  static void write(
      Lake lake,
      int warehouses,
      int lastDay,
      String uri,
      Supplier<StreamExecutionEnvironment> flink)
      throws Exception {
    LakeCut cut = new LakeCut(lake, Set.copyOf(first(lake, warehouses)), flink);
    try (LakeImport into = LakeImport.into(uri)) {
      cut.masterData(into);
      lake.weather().stream()
          .filter(weather -> cut.warehouses.contains(weather.warehouseId()))
          .forEach(into::weather);
      for (DemandStretch stretch : cut.items()) {
        DemandHistory known = new DemandHistory(stretch.firstDay(), stretch.units()).upTo(lastDay);
        into.demand(new DemandStretch(stretch.key(), known.firstDay(), known.units()));
      }
      cut.offers(offers -> into.offers(offers.key(), offers.offers()));
      into.commit();
    }
  }

  /** Ids of the first warehouses by id. */
  static List<String> first(Lake lake, int number) {
    return lake.warehouses().stream().map(Warehouse::id).sorted().limit(number).toList();
  }

  /** Warehouses with their special days, and all items. */
  void masterData(LakeImport into) {
    for (WarehouseCalendar calendar : lake.calendars()) {
      if (warehouses.contains(calendar.warehouse().id())) {
        into.warehouse(calendar.warehouse());
        events(calendar).forEach(into::event);
      }
    }
    lake.items().forEach(into::item);
  }

  private static List<CalendarEvent> events(WarehouseCalendar calendar) {
    List<CalendarEvent> events = new ArrayList<>();
    for (int i = 0; i < calendar.kinds().length; i++) {
      for (DayKind kind : DayKind.values()) {
        if ((calendar.kinds()[i] & kind.bit()) != 0) {
          events.add(
              new CalendarEvent(
                  calendar.warehouse().id(), calendar.firstDay() + i, kind, calendar.names()[i]));
        }
      }
    }
    return events;
  }

  /** The whole demand of each item, in the order of their keys. */
  List<DemandStretch> items() {
    Map<SeriesKey, DemandHistory> items = new TreeMap<>(BY_KEY);
    lake.forEachDemand(
        stretch -> {
          if (!stretch.key().isGroup() && warehouses.contains(stretch.key().warehouseId())) {
            items.merge(
                stretch.key(),
                new DemandHistory(stretch.firstDay(), stretch.units()),
                (earlier, later) -> earlier.with(stretch, Integer.MAX_VALUE));
          }
        });
    List<DemandStretch> stretches = new ArrayList<>();
    items.forEach(
        (key, history) ->
            stretches.add(new DemandStretch(key, history.firstDay(), history.units())));
    return stretches;
  }

  /** Hands on what is known of prices and promotions. */
  void offers(Consumer<SeriesOffers> receiver) throws Exception {
    try (CloseableIterator<SeriesOffers> offers =
        flink
            .get()
            .fromSource(lake.offers(), WatermarkStrategy.noWatermarks(), "lake")
            .executeAndCollect()) {
      while (offers.hasNext()) {
        SeriesOffers each = offers.next();
        if (warehouses.contains(each.key().warehouseId())) {
          receiver.accept(each);
        }
      }
    }
  }
}
