package io.warecast.local.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.DayKind;
import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.covariate.WeatherForecast;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SampleTest {

  private static final SamplePlan PLAN =
      new SamplePlan(1, 4, 48, 800, LocalDate.parse("2026-11-22"));
  private static final Sample SAMPLE = Sample.of(PLAN);
  private static final int END = (int) PLAN.end().toEpochDay();
  private static final Map<String, Item> ITEMS =
      SAMPLE.items().stream().collect(Collectors.toMap(Item::id, item -> item));
  private static final Map<String, WarehouseCalendar> CALENDARS = calendars();

  @Test
  void isTheSameForTheSamePlanWhateverIsAskedFirst() {
    Sample other = Sample.of(PLAN);
    List<SeriesKey> backwards = new ArrayList<>(other.series());
    Collections.reverse(backwards);
    for (SeriesKey key : backwards) {
      assertThat(other.orders(key, END - 3)).isEqualTo(SAMPLE.orders(key, END - 3));
      assertThat(other.demand(key).units()).isEqualTo(SAMPLE.demand(key).units());
      assertThat(other.offers(key).prices()).isEqualTo(SAMPLE.offers(key).prices());
      assertThat(other.offers(key).fromDays()).isEqualTo(SAMPLE.offers(key).fromDays());
    }
    for (Warehouse warehouse : other.warehouses()) {
      assertThat(other.events(warehouse.id())).isEqualTo(SAMPLE.events(warehouse.id()));
      assertThat(other.weather(warehouse.id())).isEqualTo(SAMPLE.weather(warehouse.id()));
    }
  }

  @Test
  void isAnotherForAnotherSeed() {
    Sample other = Sample.of(new SamplePlan(2, 4, 48, 800, PLAN.end()));
    SeriesKey key = new SeriesKey("hamburg", "produce-001");

    assertThat(other.demand(key).units()).isNotEqualTo(SAMPLE.demand(key).units());
  }

  @Test
  void spansTimeZonesCategoriesAndOpeningDays() {
    assertThat(SAMPLE.warehouses()).extracting(Warehouse::timeZone).doesNotHaveDuplicates();
    assertThat(SAMPLE.items()).hasSize(48);
    assertThat(SAMPLE.items().stream().map(Item::category).distinct()).hasSize(4);
    Map<String, Integer> opened = new HashMap<>();
    for (SeriesKey key : SAMPLE.series()) {
      opened.merge(key.warehouseId(), SAMPLE.demand(key).firstDay(), Math::min);
    }
    assertThat(opened).containsEntry("hamburg", END - 799);
    assertThat(opened.get("sydney")).isGreaterThan(END - 600);
  }

  @Test
  void namesMoreWarehousesThanItHasPlaces() {
    Sample large = Sample.of(new SamplePlan(1, 20, 4, 30, PLAN.end()));

    assertThat(large.warehouses()).extracting(Warehouse::id).doesNotHaveDuplicates().hasSize(20);
  }

  @Test
  void sellsMoreAtTheEndOfTheWeekButForHouseholdGoods() {
    double produce = meanWhere("Produce", weekday(DayOfWeek.SATURDAY));
    assertThat(produce).isGreaterThan(1.2 * meanWhere("Produce", weekday(DayOfWeek.TUESDAY)));
    assertThat(meanWhere("Household", weekday(DayOfWeek.MONDAY)))
        .isGreaterThan(1.1 * meanWhere("Household", weekday(DayOfWeek.SUNDAY)));
  }

  @Test
  void sellsMoreBeveragesInTheSummerOfTheNorth() {
    BiPredicate<SeriesKey, Integer> north = (key, day) -> !key.warehouseId().equals("sydney");
    double summer = meanWhere("Beverages", north.and((key, day) -> month(day) == 7));

    assertThat(summer)
        .isGreaterThan(1.3 * meanWhere("Beverages", north.and((key, day) -> month(day) == 2)));
  }

  @Test
  void sellsMoreWhenPromoted() {
    double promoted = meanOfAll((key, day) -> SAMPLE.offers(key).promoted(day));

    assertThat(promoted)
        .isGreaterThan(1.5 * meanOfAll((key, day) -> !SAMPLE.offers(key).promoted(day)));
  }

  @Test
  void promotesAtALowerPrice() {
    OfferTimeline offers = SAMPLE.offers(new SeriesKey("hamburg", "produce-001"));
    int[] days = offers.fromDays();

    assertThat(days.length).isGreaterThan(10);
    for (int i = 1; i < days.length; i++) {
      if (offers.promoted(days[i])) {
        assertThat(offers.price(days[i])).isLessThan(offers.price(days[i] - 1));
      }
    }
  }

  @Test
  void sellsMoreBeforeAHolidayAndLessOnIt() {
    double before = meanOfAll(holidayIn(1));
    double usual = meanOfAll(holidayIn(4));

    assertThat(before).isGreaterThan(1.15 * usual);
    assertThat(meanOfAll(holidayIn(0))).isLessThan(.7 * usual);
  }

  @Test
  void sellsNothingWhenClosed() {
    BiPredicate<SeriesKey, Integer> closed =
        (key, day) -> CALENDARS.get(key.warehouseId()).is(DayKind.CLOSURE, day);

    assertThat(meanOfAll(closed)).isZero();
  }

  @Test
  void sellsLessInSchoolBreaks() {
    BiPredicate<SeriesKey, Integer> june = (key, day) -> month(day) == 6;
    BiPredicate<SeriesKey, Integer> pause =
        (key, day) -> CALENDARS.get(key.warehouseId()).is(DayKind.SCHOOL_BREAK, day);
    BiPredicate<SeriesKey, Integer> newYork = (key, day) -> key.warehouseId().equals("new-york");

    assertThat(meanWhere("Bakery", newYork.and(june).and(pause)))
        .isLessThan(.98 * meanWhere("Bakery", newYork.and(june).and(pause.negate())));
  }

  @Test
  void sellsMoreBeveragesOnDaysThatAreWarmForTheirMonth() {
    Map<Integer, Float> temperature =
        SAMPLE.weather("hamburg").stream()
            .filter(weather -> weather.day() == weather.issuedDay())
            .collect(Collectors.toMap(WeatherForecast::day, WeatherForecast::temperature));
    double july = 18;
    BiPredicate<SeriesKey, Integer> hamburgInJuly =
        (key, day) -> key.warehouseId().equals("hamburg") && month(day) == 7;

    assertThat(meanWhere("Beverages", hamburgInJuly.and((key, day) -> temperature.get(day) > july)))
        .isGreaterThan(
            1.03
                * meanWhere(
                    "Beverages", hamburgInJuly.and((key, day) -> temperature.get(day) < july)));
  }

  @Test
  void forecastsTheWeatherWorseTheFurtherAhead() {
    List<WeatherForecast> forecasts = SAMPLE.weather("hamburg");
    Map<Integer, Float> measured =
        forecasts.stream()
            .filter(f -> f.day() == f.issuedDay())
            .collect(Collectors.toMap(WeatherForecast::day, WeatherForecast::temperature));
    double[] error = new double[SiteWeather.MAX_LEAD_DAYS + 1];
    forecasts.stream()
        .filter(f -> measured.containsKey(f.day()))
        .forEach(
            f ->
                error[f.day() - f.issuedDay()] +=
                    Math.abs(f.temperature() - measured.get(f.day())));

    assertThat(error).isSorted();
    assertThat(forecasts)
        .allSatisfy(
            f -> {
              assertThat(f.issuedDay()).isLessThanOrEqualTo(END);
              assertThat(f.precipitation()).isNotNegative();
            })
        .anySatisfy(f -> assertThat(f.day()).isEqualTo(END + SiteWeather.MAX_LEAD_DAYS));
  }

  @Test
  void hasIntermittentLaunchedAndDelistedItemsAndDaysOutOfStock() {
    int intermittent = 0;
    int launched = 0;
    int delisted = 0;
    long unknown = 0;
    long days = 0;
    for (SeriesKey key : SAMPLE.series()) {
      DemandStretch demand = SAMPLE.demand(key);
      assertThat(demand.lastDay()).isEqualTo(END);
      int zeros = 0;
      for (float units : demand.units()) {
        zeros += units == 0 ? 1 : 0;
        unknown += Float.isNaN(units) ? 1 : 0;
      }
      days += demand.units().length;
      boolean gone = Float.isNaN(SAMPLE.offers(key).price(END));
      delisted += gone ? 1 : 0;
      intermittent += !gone && zeros > .6 * demand.units().length ? 1 : 0;
      boolean late = demand.firstDay() > END - 700 && !key.warehouseId().equals("sydney");
      launched += late ? 1 : 0;
    }

    assertThat(intermittent).isBetween(10, 70);
    assertThat(launched).isBetween(6, 60);
    assertThat(delisted).isBetween(3, 40);
    assertThat((double) unknown / days).isBetween(.001, .01);
  }

  @Test
  void sellsWholeUnitsMoreSpreadThanPoisson() {
    SeriesKey key = new SeriesKey("hamburg", "bakery-001");
    Map<DayOfWeek, List<Float>> byWeekday = new HashMap<>();
    forEachDay(
        key,
        (day, units) -> {
          assertThat(units).isEqualTo(Math.round(units));
          byWeekday.computeIfAbsent(dayOfWeek(day), d -> new ArrayList<>()).add(units);
        });
    List<Float> tuesdays = byWeekday.get(DayOfWeek.TUESDAY);
    double mean = tuesdays.stream().mapToDouble(u -> u).average().orElseThrow();
    double variance =
        tuesdays.stream().mapToDouble(u -> (u - mean) * (u - mean)).average().orElseThrow();

    assertThat(variance).isGreaterThan(1.1 * mean);
  }

  @Test
  void knowsOffersAndCalendarEightWeeksBeyondTheEnd() {
    assertThat(SAMPLE.events("hamburg"))
        .extracting(CalendarEvent::day)
        .anyMatch(day -> day > END + 28)
        .allMatch(day -> day <= END + SamplePlan.KNOWN_AHEAD_DAYS);
    long promisedLater =
        SAMPLE.series().stream()
            .filter(
                key -> {
                  int[] days = SAMPLE.offers(key).fromDays();
                  return days[days.length - 1] > END;
                })
            .count();
    assertThat(promisedLater).isGreaterThan(SAMPLE.series().size() / 3);
  }

  @Test
  void refusesAPlanThatMakesNoSense() {
    assertThatThrownBy(() -> new SamplePlan(1, 0, 48, 800, PLAN.end()))
        .isInstanceOf(ActionableException.class)
        .hasMessage("warehouses is 0, expected a number from 1 to 1,000.");
    assertThatThrownBy(() -> new SamplePlan(1, 4, 48, 5, PLAN.end()))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("days is 5");
  }

  @Test
  void endsWithADayThatIsOverEverywhere() {
    assertThat(SamplePlan.lastClosedDay(Instant.parse("2026-01-10T03:00:00Z")))
        .isEqualTo("2026-01-08");
    assertThat(SamplePlan.lastClosedDay(Instant.parse("2026-01-10T09:00:00Z")))
        .isEqualTo("2026-01-09");
  }

  private interface DayUse {
    void accept(int day, float units);
  }

  private static void forEachDay(SeriesKey key, DayUse use) {
    DemandStretch demand = SAMPLE.demand(key);
    for (int i = 0; i < demand.units().length; i++) {
      if (!Float.isNaN(demand.units()[i])) {
        use.accept(demand.firstDay() + i, demand.units()[i]);
      }
    }
  }

  private static double meanWhere(String category, BiPredicate<SeriesKey, Integer> days) {
    double[] sum = new double[2];
    for (SeriesKey key : SAMPLE.series()) {
      if (ITEMS.get(key.itemId()).category().equals(category)) {
        addWhere(key, days, sum);
      }
    }
    return sum[0] / sum[1];
  }

  private static double meanOfAll(BiPredicate<SeriesKey, Integer> days) {
    double[] sum = new double[2];
    SAMPLE.series().forEach(key -> addWhere(key, days, sum));
    return sum[0] / sum[1];
  }

  private static void addWhere(SeriesKey key, BiPredicate<SeriesKey, Integer> days, double[] sum) {
    forEachDay(
        key,
        (day, units) -> {
          if (days.test(key, day)) {
            sum[0] += units;
            sum[1]++;
          }
        });
  }

  private static BiPredicate<SeriesKey, Integer> weekday(DayOfWeek weekday) {
    return (key, day) -> dayOfWeek(day) == weekday;
  }

  /** Days with so many days to the next holiday, those around the turn of the year left out. */
  private static BiPredicate<SeriesKey, Integer> holidayIn(int distance) {
    return (key, day) -> {
      WarehouseCalendar calendar = CALENDARS.get(key.warehouseId());
      return calendar.daysUntil(DayKind.HOLIDAY, day, 10) == distance
          && !calendar.is(DayKind.CLOSURE, day)
          && calendar.daysSince(DayKind.HOLIDAY, day, 3) == (distance == 0 ? 0 : 3);
    };
  }

  private static DayOfWeek dayOfWeek(int day) {
    return LocalDate.ofEpochDay(day).getDayOfWeek();
  }

  private static int month(int day) {
    return LocalDate.ofEpochDay(day).getMonthValue();
  }

  private static Map<String, WarehouseCalendar> calendars() {
    return SAMPLE.warehouses().stream()
        .collect(
            Collectors.toMap(Warehouse::id, w -> WarehouseCalendar.of(w, SAMPLE.events(w.id()))));
  }
}
