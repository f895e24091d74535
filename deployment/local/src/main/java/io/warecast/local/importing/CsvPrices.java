package io.warecast.local.importing;

import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.series.SeriesKey;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code prices.csv} of the plain CSV form: what an item costs from a day on. */
final class CsvPrices {

  private record Offer(float price, boolean promoted) {}

  private CsvPrices() {}

  /** Reads the file if there is one. {@code demand} says which items each warehouse has. */
  static void read(
      CsvFolder files, Map<String, ? extends Map<String, ?>> demand, DataSetSink sink) {
    Map<SeriesKey, TreeMap<Integer, Offer>> offers = new HashMap<>();
    files
        .optionalTable("prices.csv", "warehouse_id", "item_id", "from_date", "price")
        .ifPresent(
            table -> {
              int warehouse = table.column("warehouse_id");
              int item = table.column("item_id");
              int from = table.column("from_date");
              int price = table.column("price");
              int promoted = table.column("promoted");
              table.forEach(
                  row -> {
                    SeriesKey key = CsvImporter.key(row, warehouse, item);
                    Map<String, ?> items = demand.get(key.warehouseId());
                    if (items == null || !items.containsKey(key.itemId())) {
                      throw new RefusedRowException("series " + key + " has no row in demand.csv");
                    }
                    int fromDay = row.day(from);
                    float amount = row.isEmpty(price) ? Float.NaN : row.amount(price);
                    Offer offer = new Offer(amount, row.flag(promoted));
                    Offer earlier =
                        offers
                            .computeIfAbsent(key, k -> new TreeMap<>())
                            .putIfAbsent(fromDay, offer);
                    if (earlier != null) {
                      throw new RefusedRowException(
                          "this series has a price from this day already");
                    }
                  });
            });
    offers.forEach((key, byDay) -> sink.offers(key, timeline(byDay)));
  }

  private static OfferTimeline timeline(SortedMap<Integer, Offer> byDay) {
    int[] fromDays = new int[byDay.size()];
    float[] prices = new float[byDay.size()];
    boolean[] promoted = new boolean[byDay.size()];
    int i = 0;
    for (Map.Entry<Integer, Offer> entry : byDay.entrySet()) {
      fromDays[i] = entry.getKey();
      prices[i] = entry.getValue().price();
      promoted[i++] = entry.getValue().promoted();
    }
    return new OfferTimeline(fromDays, prices, promoted);
  }
}
