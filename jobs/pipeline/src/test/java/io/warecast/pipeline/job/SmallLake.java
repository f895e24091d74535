package io.warecast.pipeline.job;

import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.DayKind;
import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import io.warecast.pipeline.connector.lake.LakeImport;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Lakes for tests, the same with every writing: 3 warehouses, 12 items of two categories, 200 days
 * with a weekday shape, prices and a calendar. One item is new.
 */
final class SmallLake {

  static final int LAST_DAY = (int) LocalDate.of(2024, 6, 30).toEpochDay();

  /** Items, totals and categories of three warehouses. */
  static final int SERIES = 3 * (12 + 1 + 2);

  /** Has too little history for a model. */
  static final SeriesKey NEW_ITEM = new SeriesKey("north", "item-11");

  private static final int ITEMS = 12;
  private static final int DAYS = 200;
  private static final int FIRST_DAY = LAST_DAY - DAYS + 1;
  private static final List<Warehouse> WAREHOUSES =
      List.of(
          new Warehouse("north", "EU", "Europe/Berlin"),
          new Warehouse("south", "US", "America/Los_Angeles"),
          new Warehouse("west", "EU", "Europe/London"));

  private SmallLake() {}

  static void write(Path folder) {
    writePoisoned(folder, LAST_DAY + 1);
  }

  /** As {@link #write}, with absurd demand from a day on. */
  static void writePoisoned(Path folder, int fromDay) {
    try (LakeImport lake = begin(folder)) {
      for (Warehouse warehouse : WAREHOUSES) {
        for (int i = 0; i < ITEMS; i++) {
          DemandStretch demand = demand(warehouse, i);
          int from = Math.max(0, fromDay - demand.firstDay());
          if (from < demand.units().length) {
            Arrays.fill(demand.units(), from, demand.units().length, 1e6f);
          }
          lake.demand(demand);
        }
      }
      lake.commit();
    }
  }

  /**
   * As {@link #write}, but the source says that a warehouse has sold tenfold what its items add up
   * to.
   */
  static void writeWithWrongTotal(Path folder, String warehouseId) {
    try (LakeImport lake = begin(folder)) {
      for (Warehouse warehouse : WAREHOUSES) {
        float[] total = new float[DAYS];
        for (int i = 0; i < ITEMS; i++) {
          DemandStretch demand = demand(warehouse, i);
          lake.demand(demand);
          for (int d = 0; d < demand.units().length; d++) {
            total[demand.firstDay() - FIRST_DAY + d] += 10 * demand.units()[d];
          }
        }
        if (warehouse.id().equals(warehouseId)) {
          lake.demand(new DemandStretch(SeriesKey.total(warehouseId), FIRST_DAY, total));
        }
      }
      lake.commit();
    }
  }

  /** As {@link #write}, but promotions, which all have their own days, double what is sold. */
  static void writeWithPromotions(Path folder) {
    try (LakeImport lake = beginWithoutOffers(folder)) {
      for (Warehouse warehouse : WAREHOUSES) {
        for (int i = 0; i < ITEMS; i++) {
          DemandStretch demand = demand(warehouse, i);
          List<Integer> days = new ArrayList<>(List.of(FIRST_DAY));
          for (int d = 0; d < DAYS; d++) {
            int since = (d + 7 * i + 3 * warehouse.id().length()) % 19;
            if (since == 0 || since == 2) {
              days.add(FIRST_DAY + d);
            }
            int day = FIRST_DAY + d - demand.firstDay();
            if (since < 2 && day >= 0) {
              demand.units()[day] *= 2;
            }
          }
          days = days.stream().distinct().toList();
          lake.demand(demand);
          lake.offers(demand.key(), offers(days, warehouse, i));
        }
      }
      lake.commit();
    }
  }

  private static OfferTimeline offers(List<Integer> days, Warehouse warehouse, int item) {
    float[] prices = new float[days.size()];
    boolean[] promoted = new boolean[prices.length];
    for (int i = 0; i < prices.length; i++) {
      int since = (days.get(i) - FIRST_DAY + 7 * item + 3 * warehouse.id().length()) % 19;
      promoted[i] = since < 2;
      prices[i] = promoted[i] ? 4 : 5;
    }
    return new OfferTimeline(days.stream().mapToInt(d -> d).toArray(), prices, promoted);
  }

  private static LakeImport begin(Path folder) {
    LakeImport lake = beginWithoutOffers(folder);
    for (Warehouse warehouse : WAREHOUSES) {
      for (int i = 0; i < ITEMS; i++) {
        int[] days = {FIRST_DAY, FIRST_DAY + 90 + i, FIRST_DAY + 97 + i, LAST_DAY + 3};
        lake.offers(
            new SeriesKey(warehouse.id(), "item-" + i),
            new OfferTimeline(
                days, new float[] {5, 4, 5, 3.5f}, new boolean[] {false, true, false, true}));
      }
    }
    return lake;
  }

  private static LakeImport beginWithoutOffers(Path folder) {
    LakeImport lake = LakeImport.into(uri(folder));
    WAREHOUSES.forEach(lake::warehouse);
    for (int i = 0; i < ITEMS; i++) {
      lake.item(new Item("item-" + i, i % 2 == 0 ? "FOOD" : "HOME", ""));
    }
    for (Warehouse warehouse : WAREHOUSES) {
      for (int day = FIRST_DAY + 20; day < LAST_DAY + 60; day += 40) {
        lake.event(new CalendarEvent(warehouse.id(), day, DayKind.HOLIDAY, "Feast"));
      }
    }
    return lake;
  }

  private static DemandStretch demand(Warehouse warehouse, int item) {
    SeriesKey key = new SeriesKey(warehouse.id(), "item-" + item);
    int days = key.equals(NEW_ITEM) ? 5 : DAYS;
    SplittableRandom random = new SplittableRandom(key.hashCode());
    float[] units = new float[days];
    for (int d = 0; d < days; d++) {
      int usual = Math.floorMod(LAST_DAY - days + 1 + d, 7) < 2 ? 24 : 12;
      units[d] = usual + item + random.nextInt(-4, 5);
    }
    return new DemandStretch(key, LAST_DAY - days + 1, units);
  }

  static String uri(Path folder) {
    return folder.toUri().toString().replaceAll("/$", "");
  }
}
