package io.warecast.domain.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.DayKind;
import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.covariate.WarehouseWeather;
import io.warecast.domain.covariate.WeatherForecast;
import io.warecast.domain.demand.DemandHistory;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DemandFeaturesTest {

  private static final int ORIGIN = (int) LocalDate.of(2025, 6, 15).toEpochDay(); // a Sunday
  private static final SeriesKey APPLES = new SeriesKey("BER", "apples");
  private static final Warehouse BERLIN = new Warehouse("BER", "DE", "Europe/Berlin");
  private static final WarehouseCalendar NO_EVENTS = WarehouseCalendar.empty(BERLIN);

  @Test
  void demandAfterTheOriginChangesNoFeature() {
    float[] known = randomUnits(500);
    float[] poisoned = java.util.Arrays.copyOf(known, 600);
    java.util.Arrays.fill(poisoned, 500, 600, 1e6f);
    DemandHistory clean = endingAt(ORIGIN, known);
    DemandHistory dirty = new DemandHistory(clean.firstDay(), poisoned);

    for (int step = 1; step <= 90; step++) {
      assertThat(row(dirty, NO_EVENTS, OfferTimeline.NONE, step))
          .containsExactly(row(clean, NO_EVENTS, OfferTimeline.NONE, step));
    }
  }

  @Test
  void aDemandDayBeforeTheOriginDoesChangeFeatures() {
    float[] units = randomUnits(500);
    float[] before = row(endingAt(ORIGIN, units), NO_EVENTS, OfferTimeline.NONE, 1);
    units[495] += 5;
    assertThat(row(endingAt(ORIGIN, units), NO_EVENTS, OfferTimeline.NONE, 1)).isNotEqualTo(before);
  }

  @Test
  void weekdayMeansTakeTheDaysThatShareTheTargetsWeekday() {
    float[] units = new float[140];
    for (int i = 0; i < units.length; i++) {
      units[i] = i % 7; // the origin is the last day: its weekday sells 6, the next weekday 0
    }
    DemandHistory history = endingAt(ORIGIN, units);
    float level = features(history, NO_EVENTS, OfferTimeline.NONE).level();
    for (int step = 1; step <= 30; step++) {
      float expected = (step + 6) % 7;
      float[] row = row(history, NO_EVENTS, OfferTimeline.NONE, step);
      assertThat(at(row, FeatureColumn.WEEKDAY_LAG) * level).isCloseTo(expected, within(1e-4f));
      assertThat(at(row, FeatureColumn.WEEKDAY_MEAN_8) * level).isCloseTo(expected, within(1e-4f));
    }
  }

  @Test
  void ratiosDoNotChangeWithTheScaleOfTheSeries() {
    float[] units = randomUnits(450);
    float[] tenfold = units.clone();
    for (int i = 0; i < tenfold.length; i++) {
      tenfold[i] *= 10;
    }
    float[] row = row(endingAt(ORIGIN, units), NO_EVENTS, OfferTimeline.NONE, 3);
    float[] scaled = row(endingAt(ORIGIN, tenfold), NO_EVENTS, OfferTimeline.NONE, 3);
    for (FeatureColumn column : FeatureColumn.values()) {
      if (column != FeatureColumn.LOG_LEVEL && !Float.isNaN(at(row, column))) {
        assertThat(at(scaled, column)).as(column.name()).isCloseTo(at(row, column), within(1e-4f));
      }
    }
    assertThat(DemandFeatures.levelOf(scaled, 0) / DemandFeatures.levelOf(row, 0))
        .isCloseTo(10, within(1e-3f));
  }

  @Test
  void theLevelReadBackFromARowIsTheLevelToTheBit() {
    for (int seed = 1; seed <= 100; seed++) {
      float[] units = randomUnits(100 + seed);
      DemandHistory history = endingAt(ORIGIN, units);
      float[] row = row(history, NO_EVENTS, OfferTimeline.NONE, 1);
      assertThat(DemandFeatures.levelOf(row, 0)).isEqualTo(features(history).level());
    }
  }

  @Test
  void unknownDaysCountNeitherAsDemandNorAsDays() {
    float[] units = new float[100];
    java.util.Arrays.fill(units, 4);
    for (int i = 60; i < 90; i++) {
      units[i] = Float.NaN;
    }
    DemandFeatures features = features(endingAt(ORIGIN, units), NO_EVENTS, OfferTimeline.NONE);
    float[] row = row(endingAt(ORIGIN, units), NO_EVENTS, OfferTimeline.NONE, 1);
    assertThat(features.level()).isCloseTo(4, within(1e-5f));
    assertThat(at(row, FeatureColumn.MEAN_28)).isCloseTo(1, within(1e-5f));
    assertThat(at(row, FeatureColumn.ZERO_SHARE_28)).isZero();
    assertThat(at(row, FeatureColumn.SPREAD_112)).isCloseTo(0, within(1e-4f));
  }

  @Test
  void spreadIsTheSampleStandardDeviation() {
    DemandHistory history = endingAt(ORIGIN, new float[] {0, 0, 0, 4, 4, 4});
    float level = features(history, NO_EVENTS, OfferTimeline.NONE).level();
    float spread = at(row(history, NO_EVENTS, OfferTimeline.NONE, 1), FeatureColumn.SPREAD_28);
    assertThat(spread * level).isCloseTo((float) Math.sqrt(24.0 / 5), within(1e-4f));
  }

  @Test
  void aSeriesIsUsableFromAKnownWeekWithDemand() {
    assertThat(features(endingAt(ORIGIN, constant(6, 3))).usable()).isFalse();
    assertThat(features(endingAt(ORIGIN, constant(7, 3))).usable()).isTrue();
    assertThat(features(endingAt(ORIGIN, constant(300, 0))).usable()).isFalse();
    assertThat(features(DemandHistory.EMPTY).usable()).isFalse();
  }

  @Test
  void anEmptyHistoryGivesFiniteOrMissingValuesOnly() {
    float[] row = row(DemandHistory.EMPTY, NO_EVENTS, OfferTimeline.NONE, 1);
    assertThat(row).hasSize(DemandFeatures.SCHEMA.width());
    for (float value : row) {
      assertThat(Float.isInfinite(value)).isFalse();
    }
  }

  @Test
  void specialDaysAreSeenFromTheTargetDayByNameAndDistance() {
    WarehouseCalendar calendar =
        WarehouseCalendar.of(
            BERLIN,
            List.of(
                new CalendarEvent("BER", ORIGIN + 5, DayKind.HOLIDAY, "Fair"),
                new CalendarEvent("BER", ORIGIN + 5, DayKind.SCHOOL_BREAK, "Summer"),
                new CalendarEvent("BER", ORIGIN + 6, DayKind.SCHOOL_BREAK, "Summer")));
    DemandHistory history = endingAt(ORIGIN, constant(440, 10));
    float[] dayBefore = row(history, calendar, OfferTimeline.NONE, 4);
    assertThat(at(dayBefore, FeatureColumn.NAMED_DAY)).isNaN();
    assertThat(at(dayBefore, FeatureColumn.DAYS_TO_NAMED_DAY)).isEqualTo(1);
    assertThat(at(dayBefore, FeatureColumn.DAYS_SINCE_NAMED_DAY)).isEqualTo(4);
    float[] onTheDay = row(history, calendar, OfferTimeline.NONE, 5);
    assertThat(at(onTheDay, FeatureColumn.NAMED_DAY)).isEqualTo(Codes.of("Fair"));
    assertThat(at(onTheDay, FeatureColumn.DAYS_TO_NAMED_DAY)).isZero();
    float[] dayAfter = row(history, calendar, OfferTimeline.NONE, 6);
    assertThat(at(dayAfter, FeatureColumn.NAMED_DAY)).isNaN();
    assertThat(at(dayAfter, FeatureColumn.SCHOOL_BREAK)).isEqualTo(1);
    assertThat(at(dayAfter, FeatureColumn.DAYS_SINCE_NAMED_DAY)).isEqualTo(1);
  }

  @Test
  void warehouseAndCategoryAreCodesOfTheirNames() {
    float[] row = row(DemandHistory.EMPTY, NO_EVENTS, OfferTimeline.NONE, 1);
    assertThat(at(row, FeatureColumn.WAREHOUSE)).isEqualTo(Codes.of("BER")).isBetween(0f, 1023f);
    assertThat(at(row, FeatureColumn.CATEGORY)).isEqualTo(Codes.of("fruit"));
    assertThat(Codes.of("fruit")).isNotEqualTo(Codes.of("vegetables"));
    assertThat(Codes.of("")).isNaN();
  }

  @Test
  void pricesAreComparedWithTheItemsOwnPast() {
    OfferTimeline offers =
        new OfferTimeline(
            new int[] {ORIGIN - 200, ORIGIN + 3}, new float[] {4, 3}, new boolean[] {false, true});
    DemandHistory history = endingAt(ORIGIN, constant(200, 1));
    float[] before = row(history, NO_EVENTS, offers, 2);
    assertThat(at(before, FeatureColumn.PRICE_TO_ORIGIN)).isEqualTo(1);
    assertThat(at(before, FeatureColumn.PROMOTED)).isZero();
    float[] after = row(history, NO_EVENTS, offers, 4);
    assertThat(at(after, FeatureColumn.PRICE_TO_ORIGIN)).isEqualTo(0.75f);
    assertThat(at(after, FeatureColumn.PRICE_TO_QUARTER)).isEqualTo(0.75f);
    assertThat(at(after, FeatureColumn.DAYS_SINCE_PRICE_CHANGE)).isEqualTo(1);
    assertThat(at(after, FeatureColumn.PROMOTED)).isEqualTo(1);
  }

  @Test
  void theWeekdayIsTheTargetDays() {
    float[] monday = row(DemandHistory.EMPTY, NO_EVENTS, OfferTimeline.NONE, 1);
    assertThat(at(monday, FeatureColumn.WEEKDAY)).isZero();
    float[] tuesday = row(DemandHistory.EMPTY, NO_EVENTS, OfferTimeline.NONE, 9);
    assertThat(at(tuesday, FeatureColumn.WEEKDAY)).isEqualTo(1);
  }

  @Test
  void weatherIsToldAsItWasForecastByTheOriginAgainstTheLastWeeks() {
    List<WeatherForecast> forecasts = weatherUpToTheOrigin();
    forecasts.add(new WeatherForecast("BER", ORIGIN + 2, ORIGIN - 1, 99, 99));
    forecasts.add(new WeatherForecast("BER", ORIGIN + 2, ORIGIN, 16.6f, 7.4f));
    forecasts.add(new WeatherForecast("BER", ORIGIN + 3, ORIGIN, Float.NaN, Float.NaN));
    forecasts.add(new WeatherForecast("BER", ORIGIN + 4, ORIGIN, 80, 300));
    float[] known = row(DemandHistory.EMPTY, weather(forecasts), OfferTimeline.NONE, 2);
    assertThat(at(known, FeatureColumn.WARMER_THAN_USUAL)).isEqualTo(7);
    assertThat(at(known, FeatureColumn.PRECIPITATION)).isEqualTo(7);
    for (int step : new int[] {1, 3, 5}) {
      float[] unknown = row(DemandHistory.EMPTY, weather(forecasts), OfferTimeline.NONE, step);
      assertThat(at(unknown, FeatureColumn.WARMER_THAN_USUAL)).isNaN();
      assertThat(at(unknown, FeatureColumn.PRECIPITATION)).isNaN();
    }
    float[] extreme = row(DemandHistory.EMPTY, weather(forecasts), OfferTimeline.NONE, 4);
    assertThat(at(extreme, FeatureColumn.WARMER_THAN_USUAL)).isEqualTo(15);
    assertThat(at(extreme, FeatureColumn.PRECIPITATION)).isEqualTo(20);
    float[] without = row(DemandHistory.EMPTY, NO_EVENTS, OfferTimeline.NONE, 2);
    assertThat(at(without, FeatureColumn.WARMER_THAN_USUAL)).isNaN();
    assertThat(at(without, FeatureColumn.PRECIPITATION)).isNaN();
  }

  @Test
  void weatherThatIsForecastAfterTheOriginChangesNoFeature() {
    List<WeatherForecast> clean = weatherUpToTheOrigin();
    List<WeatherForecast> dirty = new ArrayList<>(clean);
    for (int day = ORIGIN - 40; day <= ORIGIN + 100; day++) {
      for (int issued = ORIGIN + 1; issued <= ORIGIN + 3; issued++) {
        dirty.add(new WeatherForecast("BER", day, issued, 1e6f, 1e6f));
      }
    }
    DemandHistory history = endingAt(ORIGIN, randomUnits(100));
    for (int step = 1; step <= 90; step++) {
      assertThat(row(history, weather(dirty), OfferTimeline.NONE, step))
          .containsExactly(row(history, weather(clean), OfferTimeline.NONE, step));
    }
  }

  /** Ten degrees in the last four weeks, colder before, a warm and wet day to come. */
  private static List<WeatherForecast> weatherUpToTheOrigin() {
    List<WeatherForecast> forecasts = new ArrayList<>();
    for (int day = ORIGIN - 60; day <= ORIGIN; day++) {
      float temperature = day > ORIGIN - 28 ? 10 : -5;
      forecasts.add(new WeatherForecast("BER", day, day, temperature, 0));
    }
    forecasts.add(new WeatherForecast("BER", ORIGIN + 8, ORIGIN, 14, 3));
    return forecasts;
  }

  private static WarehouseCalendar weather(List<WeatherForecast> forecasts) {
    return NO_EVENTS.with(WarehouseWeather.of(forecasts));
  }

  @Test
  void everyColumnIsWritten() {
    WarehouseCalendar calendar = NO_EVENTS;
    float[] row = new float[DemandFeatures.SCHEMA.width() + 2];
    java.util.Arrays.fill(row, -77);
    features(endingAt(ORIGIN, randomUnits(448)), calendar, OfferTimeline.NONE).fill(1, row, 1);
    assertThat(row[0]).isEqualTo(-77);
    assertThat(row[row.length - 1]).isEqualTo(-77);
    for (int i = 1; i < row.length - 1; i++) {
      assertThat(row[i]).as(DemandFeatures.SCHEMA.names().get(i - 1)).isNotEqualTo(-77);
    }
  }

  private static DemandFeatures features(DemandHistory history) {
    return features(history, NO_EVENTS, OfferTimeline.NONE);
  }

  private static DemandFeatures features(
      DemandHistory history, WarehouseCalendar calendar, OfferTimeline offers) {
    return DemandFeatures.at(ORIGIN, APPLES, "fruit", history, calendar, offers);
  }

  private static float[] row(
      DemandHistory history, WarehouseCalendar calendar, OfferTimeline offers, int step) {
    float[] row = new float[DemandFeatures.SCHEMA.width()];
    features(history, calendar, offers).fill(step, row, 0);
    return row;
  }

  private static float at(float[] row, FeatureColumn column) {
    return row[column.index()];
  }

  private static DemandHistory endingAt(int day, float[] units) {
    return new DemandHistory(day - units.length + 1, units);
  }

  private static float[] constant(int days, float value) {
    float[] units = new float[days];
    java.util.Arrays.fill(units, value);
    return units;
  }

  private static float[] randomUnits(int days) {
    SplittableRandom random = new SplittableRandom(7);
    float[] units = new float[days];
    for (int i = 0; i < days; i++) {
      units[i] = random.nextInt(20);
    }
    return units;
  }
}
