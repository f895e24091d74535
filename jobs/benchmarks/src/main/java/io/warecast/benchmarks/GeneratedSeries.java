package io.warecast.benchmarks;

import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.DayKind;
import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.covariate.WarehouseWeather;
import io.warecast.domain.covariate.WeatherForecast;
import io.warecast.domain.demand.DemandHistory;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import io.warecast.pipeline.operator.SeriesAtOrigin;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Series with a weekday shape, prices, promotions, holidays and weather, drawn from their numbers.
 * All have history enough for a model.
 *
 * @param count number of series
 * @param days length of each
 */
record GeneratedSeries(int count, int days, List<WarehouseCalendar> calendars) {

  static final int LAST_DAY = Math.toIntExact(LocalDate.of(2026, 1, 31).toEpochDay());

  private static final int PER_WAREHOUSE = 2_000;
  private static final int HOLIDAYS_A_YEAR = 12;
  private static final int LEAD_DAYS = 7;
  private static final double[] WEEKDAYS = {.85, .8, .9, 1, 1.2, 1.4, .85};

  static GeneratedSeries of(int count, int days) {
    int warehouses = (count + PER_WAREHOUSE - 1) / PER_WAREHOUSE;
    return new GeneratedSeries(
        count,
        days,
        IntStream.range(0, warehouses)
            .mapToObj(w -> new Warehouse("W%02d".formatted(w), "DE", "Europe/Berlin"))
            .map(
                warehouse ->
                    WarehouseCalendar.of(warehouse, events(warehouse.id()))
                        .with(WarehouseWeather.of(weather(warehouse.id(), days))))
            .toList());
  }

  /** Holidays of the last four years and the next one, the same days each year. */
  static List<CalendarEvent> events(String warehouseId) {
    List<CalendarEvent> events = new ArrayList<>();
    for (int year = 2022; year <= 2026; year++) {
      for (int i = 0; i < HOLIDAYS_A_YEAR; i++) {
        int day = Math.toIntExact(LocalDate.ofYearDay(year, 5 + 29 * i).toEpochDay());
        DayKind kind = i % 4 == 3 ? DayKind.EVENT : DayKind.HOLIDAY;
        events.add(new CalendarEvent(warehouseId, day, kind, "Day " + i));
      }
    }
    return events;
  }

  /** What was forecast of all days, a week ahead and on each day since. */
  static List<WeatherForecast> weather(String warehouseId, int days) {
    SplittableRandom random = new SplittableRandom(warehouseId.hashCode());
    List<WeatherForecast> forecasts = new ArrayList<>();
    for (int day = LAST_DAY - days + 1; day <= LAST_DAY + LEAD_DAYS; day++) {
      float temperature = (float) random.nextDouble(0, 25);
      for (int lead = Math.max(0, day - LAST_DAY); lead <= LEAD_DAYS; lead++) {
        float off = (float) (lead * random.nextDouble(-.5, .5));
        float rain = (float) Math.max(0, random.nextDouble(-10, 10));
        forecasts.add(new WeatherForecast(warehouseId, day, day - lead, temperature + off, rain));
      }
    }
    return forecasts;
  }

  SeriesAtOrigin get(int i) {
    return new SeriesAtOrigin(key(i), LAST_DAY, history(i), calendar(i), offers(i));
  }

  List<SeriesAtOrigin> first(int number) {
    return IntStream.range(0, Math.min(number, count)).mapToObj(this::get).toList();
  }

  SeriesKey key(int i) {
    return new SeriesKey(calendar(i).warehouse().id(), "ITEM-%05d".formatted(i % PER_WAREHOUSE));
  }

  private WarehouseCalendar calendar(int i) {
    return calendars.get(i / PER_WAREHOUSE);
  }

  private DemandHistory history(int i) {
    SplittableRandom random = new SplittableRandom(i);
    double level = Math.exp(random.nextDouble(-.5, 4));
    int first = LAST_DAY - days + 1;
    float[] units = new float[days];
    for (int d = 0; d < days; d++) {
      double usual = level * WEEKDAYS[Math.floorMod(first + d + 3, 7)];
      // As wide as a count's, and never below zero.
      double noise = (random.nextDouble() + random.nextDouble() - 1) * Math.sqrt(6 * usual);
      units[d] = Math.max(0, Math.round(usual + noise));
    }
    return new DemandHistory(first, units);
  }

  /** A promoted week every two months, at four fifths of the price. */
  private OfferTimeline offers(int i) {
    int first = LAST_DAY - days + 1;
    float price = 1 + i % 37;
    int periods = days / 61 + 2;
    int[] from = new int[2 * periods];
    float[] prices = new float[from.length];
    boolean[] promoted = new boolean[from.length];
    for (int p = 0; p < periods; p++) {
      from[2 * p] = first + 61 * p;
      prices[2 * p] = price * (1 + .02f * p);
      from[2 * p + 1] = from[2 * p] + 54;
      prices[2 * p + 1] = .8f * prices[2 * p];
      promoted[2 * p + 1] = true;
    }
    return new OfferTimeline(from, prices, promoted);
  }
}
