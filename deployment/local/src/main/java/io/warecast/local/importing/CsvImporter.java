package io.warecast.local.importing;

import io.warecast.domain.ActionableException;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The plain CSV form that {@code docs/data-formats.md} describes. */
final class CsvImporter implements Importer {

  private static final String NO_GROUP = "";

  private final MissingDays missingDays;

  CsvImporter(MissingDays missingDays) {
    this.missingDays = missingDays;
  }

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public void read(CsvFolder files, DataSetSink sink) {
    Map<String, Warehouse> warehouses = readWarehouses(files);
    Map<String, Item> items = readItems(files);
    Map<String, Map<String, DailyUnits>> demand = readDemand(files, warehouses, items);
    CsvAvailability.read(files, demand);
    Set<String> sold = new HashSet<>();
    int lastDay = Integer.MIN_VALUE;
    for (Map.Entry<String, Map<String, DailyUnits>> entry : demand.entrySet()) {
      String id = entry.getKey();
      requireItemsOrTotal(id, entry.getValue().keySet());
      sink.warehouse(warehouses.getOrDefault(id, new Warehouse(id, "", "UTC")));
      for (Map.Entry<String, DailyUnits> series : entry.getValue().entrySet()) {
        lastDay = Math.max(lastDay, series.getValue().lastDay());
        if (!series.getKey().equals(SeriesKey.TOTAL) && sold.add(series.getKey())) {
          sink.item(
              items.getOrDefault(series.getKey(), new Item(series.getKey(), NO_GROUP, NO_GROUP)));
        }
      }
    }
    int last = lastDay;
    demand.forEach(
        (id, byItem) ->
            byItem.forEach(
                (item, daily) ->
                    sink.demand(
                        daily.stretch(new SeriesKey(id, item), last, missingDays.units()))));
    CsvPrices.read(files, demand, sink);
    CsvCalendar.read(files, demand.keySet(), sink);
    CsvWeather.read(files, demand.keySet(), sink);
  }

  private static Map<String, Warehouse> readWarehouses(CsvFolder files) {
    Map<String, Warehouse> warehouses = new TreeMap<>();
    files
        .optionalTable("warehouses.csv", "warehouse_id", "time_zone")
        .ifPresent(
            table -> {
              int id = table.column("warehouse_id");
              int region = table.column("region");
              int zone = table.column("time_zone");
              table.forEach(
                  row -> {
                    Warehouse warehouse = warehouse(row, id, region, zone);
                    if (warehouses.putIfAbsent(warehouse.id(), warehouse) != null) {
                      throw new RefusedRowException("this warehouse has a row already");
                    }
                  });
            });
    return warehouses;
  }

  private static Warehouse warehouse(Row row, int id, int region, int zone) {
    try {
      SeriesKey key = SeriesKey.total(row.required(id));
      return new Warehouse(key.warehouseId(), row.text(region), row.required(zone));
    } catch (IllegalArgumentException e) {
      throw new RefusedRowException(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, Item> readItems(CsvFolder files) {
    Map<String, Item> items = new TreeMap<>();
    files
        .optionalTable("items.csv", "item_id", "category")
        .ifPresent(
            table -> {
              int id = table.column("item_id");
              int category = table.column("category");
              int department = table.column("department");
              table.forEach(
                  row -> {
                    Item item =
                        new Item(row.required(id), row.required(category), row.text(department));
                    if (items.putIfAbsent(item.id(), item) != null) {
                      throw new RefusedRowException("this item has a row already");
                    }
                  });
            });
    return items;
  }

  private static Map<String, Map<String, DailyUnits>> readDemand(
      CsvFolder files, Map<String, Warehouse> warehouses, Map<String, Item> items) {
    CsvTable table = files.table("demand.csv", "warehouse_id", "item_id", "date", "units");
    int warehouse = table.column("warehouse_id");
    int item = table.column("item_id");
    int date = table.column("date");
    int units = table.column("units");
    int tomorrow = (int) LocalDate.now(ZoneOffset.UTC).toEpochDay() + 1;
    Map<String, Map<String, DailyUnits>> demand = new TreeMap<>();
    table.forEach(
        row -> {
          SeriesKey key = key(row, warehouse, item);
          if (!warehouses.isEmpty() && !warehouses.containsKey(key.warehouseId())) {
            throw row.refuse(warehouse, "a warehouse of warehouses.csv");
          }
          boolean total = key.itemId().equals(SeriesKey.TOTAL);
          if (key.isGroup() ? !total : !items.isEmpty() && !items.containsKey(key.itemId())) {
            throw row.refuse(item, key.isGroup() ? "an item or _total" : "an item of items.csv");
          }
          int day = row.day(date);
          if (day > tomorrow) {
            throw row.refuse(date, "a day that is over");
          }
          float amount = row.isEmpty(units) ? Float.NaN : row.amount(units);
          demand
              .computeIfAbsent(key.warehouseId(), id -> new TreeMap<>())
              .computeIfAbsent(key.itemId(), id -> new DailyUnits())
              .put(day, amount);
        });
    if (demand.isEmpty()) {
      throw new ActionableException(
          table.name() + " has no usable rows. Expected is one a warehouse, item and day.");
    }
    return demand;
  }

  /** The key of a row, refused when an id is empty or holds a reserved character. */
  static SeriesKey key(Row row, int warehouse, int item) {
    try {
      return new SeriesKey(row.text(warehouse), row.text(item));
    } catch (IllegalArgumentException e) {
      throw new RefusedRowException(String.valueOf(e.getMessage()));
    }
  }

  private static void requireItemsOrTotal(String warehouse, Set<String> items) {
    if (items.size() > 1 && items.contains(SeriesKey.TOTAL)) {
      throw new ActionableException(
          ("demand.csv has both single items and %s for warehouse %s. The total of a warehouse is"
                  + " computed from its items: remove one or the other.")
              .formatted(SeriesKey.TOTAL, warehouse));
    }
  }
}
