package io.warecast.local.importing;

import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.series.SeriesKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** M5's {@code sell_prices.csv}: one price a series and week, in any order. */
final class M5Prices {

  private final Map<Integer, Integer> indexByWeek = new HashMap<>();
  private final int[] firstDays;
  private final Map<String, Map<String, float[]>> pricesByStore = new HashMap<>();
  private int lastPricedWeek = -1;

  /** The series of the row before: a series' weeks mostly follow each other. */
  private String store = "";

  private String item = "";
  private float[] prices = {};

  /**
   * @param firstDayByWeek all weeks of the calendar, with the epoch day that each begins on
   * @param series those that have sales
   */
  M5Prices(SortedMap<Integer, Integer> firstDayByWeek, Set<SeriesKey> series) {
    firstDayByWeek.keySet().forEach(week -> indexByWeek.put(week, indexByWeek.size()));
    firstDays = firstDayByWeek.values().stream().mapToInt(Integer::intValue).toArray();
    for (SeriesKey key : series) {
      float[] unknown = new float[firstDays.length];
      Arrays.fill(unknown, Float.NaN);
      pricesByStore
          .computeIfAbsent(key.warehouseId(), id -> new HashMap<>())
          .put(key.itemId(), unknown);
    }
  }

  void read(CsvFolder files, DataSetSink sink) {
    CsvTable table =
        files.table("sell_prices.csv", "store_id", "item_id", "wm_yr_wk", "sell_price");
    int storeColumn = table.column("store_id");
    int itemColumn = table.column("item_id");
    int weekColumn = table.column("wm_yr_wk");
    int priceColumn = table.column("sell_price");
    table.forEach(
        row -> {
          if (!row.holds(itemColumn, item) || !row.holds(storeColumn, store)) {
            select(row.required(storeColumn), row.required(itemColumn));
          }
          add(row, weekColumn, priceColumn);
        });
    pricesByStore.forEach(
        (storeId, byItem) ->
            byItem.forEach(
                (itemId, weekly) -> sink.offers(new SeriesKey(storeId, itemId), timeline(weekly))));
  }

  private void select(String storeId, String itemId) {
    float[] found = pricesByStore.getOrDefault(storeId, Map.of()).get(itemId);
    if (found == null) {
      throw new RefusedRowException(
          "item %s of store %s has no row in sales.csv".formatted(itemId, storeId));
    }
    store = storeId;
    item = itemId;
    prices = found;
  }

  private void add(Row row, int weekColumn, int priceColumn) {
    Integer week = indexByWeek.get(row.integer(weekColumn));
    if (week == null) {
      throw row.refuse(weekColumn, "a week of calendar.csv");
    }
    float price = row.amount(priceColumn);
    if (price == 0) {
      throw row.refuse(priceColumn, "a price above 0");
    }
    if (!Float.isNaN(prices[week])) {
      throw new RefusedRowException("this series has a price for this week already");
    }
    prices[week] = price;
    lastPricedWeek = Math.max(lastPricedWeek, week);
  }

  /** Entries where the price changes; a week without a price is one in which it is not for sale. */
  private OfferTimeline timeline(float[] weekly) {
    int[] days = new int[weekly.length];
    float[] values = new float[weekly.length];
    int n = 0;
    float last = Float.NaN;
    for (int week = 0; week <= lastPricedWeek; week++) {
      if (Float.compare(weekly[week], last) != 0) {
        last = weekly[week];
        days[n] = firstDays[week];
        values[n++] = last;
      }
    }
    return new OfferTimeline(Arrays.copyOf(days, n), Arrays.copyOf(values, n), new boolean[n]);
  }
}
