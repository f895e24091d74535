package io.warecast.local.importing;

import io.warecast.domain.series.SeriesKey;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * {@code availability.csv} of the plain CSV form: days on which an item could not be had. What was
 * sold on them says nothing of demand, which is then unknown instead of few or none.
 */
final class CsvAvailability {

  private record StockDay(SeriesKey key, int day) {}

  private CsvAvailability() {}

  /** Reads the file if there is one, into the days of demand. */
  static void read(CsvFolder files, Map<String, Map<String, DailyUnits>> demand) {
    files
        .optionalTable("availability.csv", "warehouse_id", "item_id", "date", "available")
        .ifPresent(
            table -> {
              int warehouse = table.column("warehouse_id");
              int item = table.column("item_id");
              int date = table.column("date");
              int available = table.column("available");
              Set<StockDay> seen = new HashSet<>();
              table.forEach(
                  row -> {
                    SeriesKey key = CsvImporter.key(row, warehouse, item);
                    Map<String, DailyUnits> items = demand.get(key.warehouseId());
                    DailyUnits daily = items == null ? null : items.get(key.itemId());
                    if (daily == null) {
                      throw new RefusedRowException("series " + key + " has no row in demand.csv");
                    }
                    int day = row.day(date);
                    row.required(available);
                    boolean isAvailable = row.flag(available);
                    if (!seen.add(new StockDay(key, day))) {
                      throw new RefusedRowException("this series has a row for this day already");
                    }
                    if (!isAvailable) {
                      daily.outOfStock(day);
                    }
                  });
            });
  }
}
