package io.warecast.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.order.OrderEvent;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleOrdersTest {

  private static final SamplePlan PLAN =
      new SamplePlan(7, 4, 16, 400, LocalDate.parse("2026-11-30"));
  private static final Sample SAMPLE = Sample.of(PLAN);
  private static final Map<String, Warehouse> WAREHOUSES =
      SAMPLE.warehouses().stream().collect(Collectors.toMap(Warehouse::id, Function.identity()));

  @Test
  void addUpToEveryDemandDayOfEverySeriesInItsOwnTimeZone() {
    for (SeriesKey key : SAMPLE.series()) {
      DemandStretch demand = SAMPLE.demand(key);
      for (int day = demand.firstDay(); day <= demand.lastDay(); day++) {
        List<OrderEvent> orders = SAMPLE.orders(key, day);
        float units = demand.units()[day - demand.firstDay()];
        assertThat(orders.stream().mapToDouble(OrderEvent::quantity).sum())
            .isEqualTo(Float.isNaN(units) ? 0 : units);
        for (OrderEvent order : orders) {
          assertThat(localDay(order)).isEqualTo(day);
        }
      }
    }
  }

  /** Days on which clocks change, one hour more or less long. */
  @ParameterizedTest
  @CsvSource({
    "hamburg, 2026-03-29",
    "hamburg, 2026-10-25",
    "leeds, 2026-10-25",
    "new-york, 2026-03-08",
    "new-york, 2026-11-01",
    "sydney, 2026-10-04"
  })
  void addUpOnDaysOnWhichClocksChange(String warehouseId, LocalDate date) {
    int day = (int) date.toEpochDay();
    Map<SeriesKey, Double> sums = new HashMap<>();
    SAMPLE
        .orders(day - 1, day + 1)
        .filter(order -> order.warehouseId().equals(warehouseId) && localDay(order) == day)
        .forEach(
            order ->
                sums.merge(
                    new SeriesKey(warehouseId, order.itemId()), order.quantity(), Double::sum));

    assertThat(sums).isNotEmpty();
    for (SeriesKey key : SAMPLE.series()) {
      if (key.warehouseId().equals(warehouseId)) {
        DemandStretch demand = SAMPLE.demand(key);
        int i = day - demand.firstDay();
        float units = i < 0 || Float.isNaN(demand.units()[i]) ? 0 : demand.units()[i];
        assertThat(sums.getOrDefault(key, 0.0)).as(key.toString()).isEqualTo(units);
      }
    }
  }

  @Test
  void comeByTimeWithIdsOfTheirOwn() {
    int from = (int) LocalDate.parse("2026-10-20").toEpochDay();
    List<OrderEvent> orders = SAMPLE.orders(from, from + 13).toList();

    Set<String> ids = new HashSet<>();
    long last = Long.MIN_VALUE;
    for (OrderEvent order : orders) {
      assertThat(order.orderedAt()).isGreaterThanOrEqualTo(last);
      assertThat(ids.add(order.eventId())).as(order.eventId()).isTrue();
      last = order.orderedAt();
    }
    long apart =
        SAMPLE.series().stream()
            .flatMapToInt(
                key -> IntStream.range(from, from + 14).map(day -> SAMPLE.orders(key, day).size()))
            .sum();
    assertThat(orders).hasSizeGreaterThan(5_000).hasSize((int) apart);
  }

  @Test
  void areSometimesCancelledLaterTheSameDay() {
    int day = (int) LocalDate.parse("2026-10-25").toEpochDay();
    Map<String, OrderEvent> byId =
        SAMPLE.orders(day, day + 6).collect(Collectors.toMap(OrderEvent::eventId, o -> o));
    List<OrderEvent> cancellations =
        byId.values().stream().filter(order -> order.quantity() < 0).toList();

    assertThat(cancellations).hasSizeBetween(byId.size() / 100, byId.size() / 10);
    for (OrderEvent cancellation : cancellations) {
      OrderEvent order = byId.get(cancellation.eventId().replaceFirst("c$", "r"));
      assertThat(order.quantity()).isEqualTo(-cancellation.quantity());
      assertThat(order.orderedAt()).isLessThanOrEqualTo(cancellation.orderedAt());
      assertThat(localDay(order)).isEqualTo(localDay(cancellation));
    }
  }

  @Test
  void followTheHoursOfTheDay() {
    int day = (int) LocalDate.parse("2026-10-05").toEpochDay();
    ZoneId zone = ZoneId.of("Europe/Berlin");
    Map<Integer, Long> byHour =
        SAMPLE
            .orders(day, day + 13)
            .filter(order -> order.warehouseId().equals("hamburg"))
            .collect(
                Collectors.groupingBy(
                    o -> Instant.ofEpochMilli(o.orderedAt()).atZone(zone).getHour(),
                    Collectors.counting()));

    long night = byHour.getOrDefault(2, 0L) + byHour.getOrDefault(3, 0L);
    long evening = byHour.getOrDefault(18, 0L) + byHour.getOrDefault(19, 0L);
    assertThat(evening).isGreaterThan(5 * Math.max(1, night));
  }

  @Test
  void canBeHadForDaysBeyondTheEnd() {
    int last = (int) PLAN.end().toEpochDay();

    assertThat(SAMPLE.orders(last + 1, last + SamplePlan.KNOWN_AHEAD_DAYS)).isNotEmpty();
  }

  private static int localDay(OrderEvent order) {
    ZoneId zone = ZoneId.of(WAREHOUSES.get(order.warehouseId()).timeZone());
    return (int) LocalDate.ofInstant(Instant.ofEpochMilli(order.orderedAt()), zone).toEpochDay();
  }
}
