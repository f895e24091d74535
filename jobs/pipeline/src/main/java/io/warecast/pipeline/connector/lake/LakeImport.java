package io.warecast.pipeline.connector.lake;

import io.warecast.domain.ActionableException;
import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.SeriesOffers;
import io.warecast.domain.covariate.WeatherForecast;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.order.OrderEvent;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Replaces the lake's data sets by what is handed in, all at once at {@link #commit}, and adds up
 * the group series itself. Every method throws {@link ActionableException} when the lake cannot be
 * written or a reference (warehouse, item) is unknown. Not thread-safe.
 */
public final class LakeImport implements AutoCloseable {

  private final ImportedFiles files;
  private final Set<String> warehouses = new HashSet<>();
  private final Map<String, Item> items = new HashMap<>();
  private final Set<SeriesKey> series = new HashSet<>();
  private final Set<SeriesKey> offered = new HashSet<>();
  private final Map<String, GroupSums> sums = new TreeMap<>();
  private final Set<String> summedBySource = new HashSet<>();
  private int firstDay = Integer.MAX_VALUE;
  private int lastDay = Integer.MIN_VALUE;

  private LakeImport(ImportedFiles files) {
    this.files = files;
  }

  /** Begins an import; nothing that readers see changes before {@link #commit}. */
  public static LakeImport into(String lakeUri) {
    return new LakeImport(ImportedFiles.in(LakeFolder.at(lakeUri)));
  }

  /** Adds a warehouse; it comes before all that refers to it. */
  public void warehouse(Warehouse warehouse) {
    if (!warehouses.add(warehouse.id())) {
      throw new ActionableException(
          "warehouse %s appears twice; remove one of the two".formatted(warehouse.id()));
    }
    files.warehouses.write(warehouse);
  }

  /** Adds an item; it comes before its series. A blank category means none. */
  public void item(Item item) {
    if (items.putIfAbsent(item.id(), item) != null) {
      throw new ActionableException(
          "item %s appears twice; remove one of the two".formatted(item.id()));
    }
    files.items.write(item);
  }

  public void event(CalendarEvent event) {
    requireWarehouse(event.warehouseId(), "a calendar event");
    files.events.write(event);
  }

  public void weather(WeatherForecast weather) {
    requireWarehouse(weather.warehouseId(), "a weather forecast");
    files.weather.write(weather);
  }

  /**
   * Adds the whole demand of one series; one without days is passed over. Handing in a group
   * series, such as {@link SeriesKey#total}, says that the source knows its groups better: none are
   * added up for that warehouse.
   */
  public void demand(DemandStretch stretch) {
    SeriesKey key = stretch.key();
    requireWarehouse(key.warehouseId(), "demand of item " + key.itemId());
    if (!series.add(key)) {
      throw new ActionableException(
          "demand of series %s appears twice; a series is handed in once, as a whole"
              .formatted(key));
    }
    if (stretch.units().length == 0) {
      series.remove(key);
      return;
    }
    if (key.isGroup()) {
      summedBySource.add(key.warehouseId());
    } else {
      sums.computeIfAbsent(key.warehouseId(), GroupSums::new).add(knownItem(key), stretch);
    }
    firstDay = Math.min(firstDay, stretch.firstDay());
    lastDay = Math.max(lastDay, stretch.lastDay());
    files.demand.write(stretch, stretch.units().length);
  }

  /** Adds the whole timeline of one series; an empty one is passed over. */
  public void offers(SeriesKey key, OfferTimeline offers) {
    requireWarehouse(key.warehouseId(), "offers of item " + key.itemId());
    if (offers.fromDays().length == 0) {
      return;
    }
    if (!offered.add(key)) {
      throw new ActionableException(
          "offers of series %s appear twice; a series is handed in once, as a whole"
              .formatted(key));
    }
    files.offers.write(new SeriesOffers(key, offers), offers.fromDays().length);
  }

  public void order(OrderEvent order) {
    requireWarehouse(order.warehouseId(), "order " + order.eventId());
    files.orders.write(order);
  }

  /** Makes what was handed in the lake's content. */
  public LakeSummary commit() {
    if (series.isEmpty()) {
      throw new ActionableException(
          "nothing to import into %s: no series has a day of demand. Check the source."
              .formatted(files));
    }
    long groups = addGroups();
    Map<String, List<LakeFile>> written = files.commit(firstDay, lastDay, series.size() + groups);
    return new LakeSummary(
        warehouses.size(),
        items.size(),
        series.size(),
        groups,
        offered.size(),
        rows(written, DataSets.CALENDAR),
        rows(written, DataSets.WEATHER),
        rows(written, DataSets.ORDERS),
        firstDay,
        lastDay,
        written.values().stream().flatMap(List::stream).mapToLong(LakeFile::bytes).sum());
  }

  /** Without a commit nothing has changed, and the files written so far are deleted. */
  @Override
  public void close() {
    files.close();
  }

  private long addGroups() {
    sums.keySet().removeAll(summedBySource);
    long groups = 0;
    for (GroupSums warehouse : sums.values()) {
      for (DemandStretch group : warehouse.stretches()) {
        files.demand.write(group, group.units().length);
        groups++;
      }
    }
    return groups;
  }

  private void requireWarehouse(String warehouseId, String what) {
    if (!warehouses.contains(warehouseId)) {
      throw new ActionableException(
          "%s names warehouse %s, which is unknown; add it to the warehouses, before what refers to it"
              .formatted(what, warehouseId));
    }
  }

  private Item knownItem(SeriesKey key) {
    Item item = items.get(key.itemId());
    if (item == null) {
      throw new ActionableException(
          "demand of series %s names an item that is unknown; add it to the items, before its demand"
              .formatted(key));
    }
    return item;
  }

  private static long rows(Map<String, List<LakeFile>> written, String dataSet) {
    return written.getOrDefault(dataSet, List.of()).stream().mapToLong(LakeFile::rows).sum();
  }
}
