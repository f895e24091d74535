package io.warecast.pipeline.job;

import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.DayKind;
import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.WeatherForecast;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.order.OrderEvent;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import io.warecast.pipeline.connector.lake.LakeImport;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A history of 520 series and the orders of the 63 days after it, the same with every run: four
 * warehouses from Kolkata to Los Angeles, the clock changes of three of them, fractions, orders out
 * of order by up to an hour, cancellations, duplicates, and items that were never seen before.
 */
final class ParityOrders {

  static final int SERIES = 4 * (125 + 1 + 4);
  static final int HISTORY_END = day("2026-02-20");
  static final int FIRST_DAY = HISTORY_END + 1;
  static final int LAST_DAY = day("2026-04-24");
  static final String WAREHOUSE = "london";

  private static final int ITEMS = 125;
  private static final int NEW_FROM = 112;
  private static final int HISTORY_DAYS = 150;
  private static final List<Warehouse> WAREHOUSES =
      List.of(
          new Warehouse("berlin", "EU", "Europe/Berlin"),
          new Warehouse("kolkata", "IN", "Asia/Kolkata"),
          new Warehouse("la", "US", "America/Los_Angeles"),
          new Warehouse(WAREHOUSE, "EU", "Europe/London"));

  private ParityOrders() {}

  /** An order and when it reaches Kafka. */
  record Arrival(OrderEvent order, long at) {}

  static void writeHistory(Path folder) {
    try (LakeImport lake = LakeImport.into(SmallLake.uri(folder))) {
      WAREHOUSES.forEach(lake::warehouse);
      for (int item = 0; item < ITEMS; item++) {
        String category = item % 5 == 4 ? "" : "C" + item % 5;
        lake.item(new Item("item-" + item, category, ""));
      }
      for (Warehouse warehouse : WAREHOUSES) {
        lake.event(
            new CalendarEvent(warehouse.id(), FIRST_DAY + 40, DayKind.HOLIDAY, "Spring feast"));
        weather(warehouse).forEach(lake::weather);
        for (int item = 0; item < NEW_FROM; item++) {
          SeriesKey key = new SeriesKey(warehouse.id(), "item-" + item);
          lake.demand(demand(key));
          if (item % 7 == 0) {
            lake.offers(
                key,
                new OfferTimeline(
                    new int[] {HISTORY_END - 90, FIRST_DAY + 20},
                    new float[] {4, 3},
                    new boolean[] {false, true}));
          }
        }
      }
      lake.commit();
    }
  }

  /** Of all days to the last, so that each origin must leave out what was not issued by then. */
  private static List<WeatherForecast> weather(Warehouse warehouse) {
    SplittableRandom random = new SplittableRandom(warehouse.id().hashCode());
    List<WeatherForecast> forecasts = new ArrayList<>();
    for (int day = HISTORY_END - HISTORY_DAYS; day <= LAST_DAY + 7; day++) {
      for (int lead = 0; lead <= 7; lead++) {
        float temperature = 10 + random.nextInt(-80, 81) / 10f;
        float rain = Math.max(0, random.nextInt(-10, 10));
        forecasts.add(new WeatherForecast(warehouse.id(), day, day - lead, temperature, rain));
      }
    }
    return forecasts;
  }

  private static DemandStretch demand(SeriesKey key) {
    SplittableRandom random = new SplittableRandom(key.hashCode());
    float[] units = new float[HISTORY_DAYS];
    for (int d = 0; d < HISTORY_DAYS; d++) {
      units[d] = Math.max(0, random.nextInt(-30, 60)) / 10f;
    }
    return new DemandStretch(key, HISTORY_END - HISTORY_DAYS + 1, units);
  }

  /** All orders by arrival, duplicates included. */
  static List<Arrival> arrivals() {
    List<Arrival> arrivals = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(42);
    for (Warehouse warehouse : WAREHOUSES) {
      for (int day = FIRST_DAY; day <= LAST_DAY; day++) {
        for (int item = 0; item < ITEMS; item++) {
          boolean isThere = item < NEW_FROM || day >= FIRST_DAY + 3 * (item - NEW_FROM) + 5;
          if (isThere && random.nextInt(10) < 4) {
            add(warehouse, day, "item-" + item, random, arrivals);
          }
        }
      }
    }
    arrivals.sort(Comparator.comparingLong(Arrival::at));
    return arrivals;
  }

  private static void add(
      Warehouse warehouse, int day, String item, SplittableRandom random, List<Arrival> to) {
    long begin = warehouse.endOfDay(day - 1) + 1;
    long end = warehouse.endOfDay(day);
    long at = random.nextLong(begin, end + 1);
    double units = random.nextInt(1, 7_000) / 1000.0;
    String id = warehouse.id() + day + item;
    OrderEvent order = new OrderEvent(id, warehouse.id(), item, units, at);
    to.add(new Arrival(order, at + delay(random)));
    int luck = random.nextInt(30);
    if (luck < 2) {
      long cancelledAt = random.nextLong(at, end + 1);
      to.add(
          new Arrival(
              new OrderEvent(id + "-", warehouse.id(), item, -units / 3, cancelledAt),
              cancelledAt + delay(random)));
    } else if (luck == 2) {
      to.add(new Arrival(order, at + delay(random)));
    }
  }

  private static long delay(SplittableRandom random) {
    return random.nextLong(0, 3_600_000);
  }

  /** Orders of days that are over, of items that are known. */
  static List<OrderEvent> late(int beforeDay) {
    List<OrderEvent> late = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(5);
    for (Warehouse warehouse : WAREHOUSES) {
      for (int item = 0; item < NEW_FROM; item += 3) {
        int day = beforeDay - random.nextInt(1, 6);
        long at = warehouse.endOfDay(day) - random.nextLong(0, 86_000_000);
        double units = random.nextInt(-2_000, 9_000) / 1000.0 + .0005;
        String id = "late" + warehouse.id() + item;
        late.add(new OrderEvent(id, warehouse.id(), "item-" + item, units, at));
      }
    }
    return late;
  }

  private static int day(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }
}
