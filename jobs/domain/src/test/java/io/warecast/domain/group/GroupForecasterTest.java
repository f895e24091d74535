package io.warecast.domain.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.DayKind;
import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.demand.DemandHistory;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GroupForecasterTest {

  private static final Warehouse WAREHOUSE = new Warehouse("W", "North", "Europe/Berlin");
  private static final WarehouseCalendar PLAIN = WarehouseCalendar.empty(WAREHOUSE);
  private static final float[] LEVELS = {.025f, .25f, .5f, .75f, .975f};
  private static final int ORIGIN = Math.toIntExact(LocalDate.of(2024, 2, 15).toEpochDay());
  private static final double[] WEEKDAYS = {1.3, .9, .8, .85, 1, 1.2, 1.5};
  private static final Offset<Float> THREE_PERCENT = within(.03f);

  private final float[] mean = new float[28];
  private final float[][] quantiles = new float[LEVELS.length][28];

  @Test
  void recoversLevelAndWeekdays() {
    forecast(history(400, day -> 500 * weekday(day)), PLAIN);
    for (int step = 1; step <= 28; step++) {
      assertRatio(step, 500 * weekday(ORIGIN + step));
    }
  }

  @Test
  void followsALevelThatMovedOn() {
    forecast(history(400, day -> (day > ORIGIN - 100 ? 800 : 400) * weekday(day)), PLAIN);
    assertRatio(1, 800 * weekday(ORIGIN + 1));
  }

  @Test
  void recoversWhatHolidaysDo() {
    WarehouseCalendar calendar = everySixtyDays(DayKind.HOLIDAY, "Fair");
    forecast(history(500, day -> 500 * weekday(day) * (isMarked(day) ? 1.4 : 1)), calendar);
    int step = nextMarked();
    assertThat(mean[step - 1] / (500 * weekday(ORIGIN + step))).isBetween(1.3, 1.42);
    assertRatio(step + 2, 500 * weekday(ORIGIN + step + 2));
  }

  @Test
  void recoversWhatComesBeforeAHoliday() {
    WarehouseCalendar calendar = everySixtyDays(DayKind.HOLIDAY, "Fair");
    forecast(history(600, day -> 500 * weekday(day) * (isMarked(day + 3) ? 1.4 : 1)), calendar);
    int step = nextMarked() - 3;
    assertThat(mean[step - 1] / (500 * weekday(ORIGIN + step))).isBetween(1.28, 1.43);
  }

  @Test
  void learnsTheDaysOfTheMonth() {
    forecast(
        history(700, day -> 500 * (LocalDate.ofEpochDay(day).getDayOfMonth() <= 10 ? 1.2 : 1)),
        PLAIN);
    int fifthOfMarch = Math.toIntExact(LocalDate.of(2024, 3, 5).toEpochDay()) - ORIGIN;
    int twentiethOfFebruary = Math.toIntExact(LocalDate.of(2024, 2, 20).toEpochDay()) - ORIGIN;
    assertThat(mean[fifthOfMarch - 1]).isGreaterThan(1.08f * mean[twentiethOfFebruary - 1]);
  }

  @Test
  void expectsNothingWhileClosed() {
    WarehouseCalendar calendar = everySixtyDays(DayKind.CLOSURE, "Stocktaking");
    forecast(history(400, day -> isMarked(day) ? 0 : 500), calendar);
    assertThat(mean[nextMarked() - 1]).isZero();
    assertThat(quantiles[4][nextMarked() - 1]).isZero();
    assertRatio(nextMarked() + 1, 500);
  }

  @Test
  void expectsNextToNothingOnANamedDayThatWasAlwaysClosed() {
    WarehouseCalendar calendar = everySixtyDays(DayKind.HOLIDAY, "New Year");
    forecast(history(400, day -> isMarked(day) ? 2 : 500), calendar);
    assertThat(mean[nextMarked() - 1]).isLessThan(5);
    assertRatio(nextMarked() + 2, 500);
  }

  @Test
  void looksAtNothingAfterTheOrigin() {
    DemandHistory known = noisy(500);
    forecast(known, PLAIN);
    float[] expected = mean.clone();
    float[] poisoned = Arrays.copyOf(known.units(), known.units().length + 40);
    Arrays.fill(poisoned, known.units().length, poisoned.length, 1e6f);
    forecast(new DemandHistory(known.firstDay(), poisoned), PLAIN);
    assertThat(mean).isEqualTo(expected);
  }

  @Test
  void unknownDaysAreNotZero() {
    SplittableRandom random = new SplittableRandom(3);
    forecast(history(500, day -> random.nextInt(5) == 0 ? Double.NaN : 500 * weekday(day)), PLAIN);
    assertRatio(3, 500 * weekday(ORIGIN + 3));
  }

  @Test
  void aHistoryThatEndsBeforeTheOriginServes() {
    DemandHistory full = history(400, day -> 500 * weekday(day));
    forecast(full.upTo(ORIGIN - 9), PLAIN);
    assertRatio(1, 500 * weekday(ORIGIN + 1));
  }

  @Test
  void tenDaysGetTheSeasonalForecast() {
    assertThat(forecast(history(10, day -> 50), PLAIN)).isFalse();
    assertThat(mean).containsOnly(50);
  }

  @Test
  void zerosStayZero() {
    assertThat(forecast(history(300, day -> 0), PLAIN)).isFalse();
    assertThat(mean).containsOnly(0);
  }

  @Test
  void noHistoryGivesZero() {
    assertThat(forecast(DemandHistory.EMPTY, PLAIN)).isFalse();
    assertThat(mean).containsOnly(0);
  }

  @Test
  void reachesAYearAcrossALeapDay() {
    float[] year = new float[366];
    float[][] rows = new float[LEVELS.length][366];
    DemandHistory history = history(840, day -> 500 * weekday(day));
    forecast(history, PLAIN, year, rows);
    for (int step = 1; step <= 366; step++) {
      assertThat(year[step - 1] / (float) (500 * weekday(ORIGIN + step)))
          .isCloseTo(1, within(.05f));
    }
  }

  @Test
  void aLongerHorizonChangesNoEarlierStep() {
    DemandHistory history = noisy(600);
    WarehouseCalendar calendar = everySixtyDays(DayKind.HOLIDAY, "Fair");
    forecast(history, calendar);
    float[] year = new float[366];
    float[][] rows = new float[LEVELS.length][366];
    forecast(history, calendar, year, rows);
    assertThat(Arrays.copyOf(year, 28)).isEqualTo(mean);
    assertThat(Arrays.copyOf(rows[4], 28)).isEqualTo(quantiles[4]);
  }

  @Test
  void sameInputGivesTheSameBits() {
    forecast(noisy(700), everySixtyDays(DayKind.EVENT, "Fair"));
    float[] first = mean.clone();
    float[] upper = quantiles[4].clone();
    forecast(noisy(700), everySixtyDays(DayKind.EVENT, "Fair"));
    assertThat(mean).isEqualTo(first);
    assertThat(quantiles[4]).isEqualTo(upper);
  }

  @Test
  void whatIsRememberedChangesNothing() {
    GroupMemory memory = new GroupMemory(1);
    SplittableRandom random = new SplittableRandom(5);
    WarehouseCalendar[] calendars = {PLAIN, everySixtyDays(DayKind.EVENT, "Fair")};
    float[] units = noisy(500).units();
    for (int trial = 0; trial < 200; trial++) {
      // Mostly the last day changes; at times an earlier one, the calendar, origin or series.
      units[trial % 7 == 0 ? random.nextInt(units.length) : units.length - 1] = random.nextInt(900);
      WarehouseCalendar calendar = calendars[trial / 20 % 2];
      SeriesKey key = SeriesKey.total(trial % 11 == 0 ? "X" : "W");
      int origin = trial % 13 == 0 ? ORIGIN - 1 : ORIGIN;
      DemandHistory history = new DemandHistory(ORIGIN - units.length + 1, units.clone());
      int steps = trial % 17 == 0 ? 7 : 28;
      float[] remembered = new float[steps];
      float[][] bounds = new float[LEVELS.length][steps];
      GroupForecaster.forecast(key, memory, origin, history, calendar, LEVELS, remembered, bounds);
      float[] anew = new float[steps];
      float[][] boundsAnew = new float[LEVELS.length][steps];
      GroupForecaster.forecast(
          key, new GroupMemory(0), origin, history, calendar, LEVELS, anew, boundsAnew);
      assertThat(remembered).isEqualTo(anew);
      assertThat(bounds).isDeepEqualTo(boundsAnew);
    }
  }

  @Test
  void anyHistoryGivesOrderedFiniteQuantilesAroundTheMean() {
    SplittableRandom random = new SplittableRandom(11);
    List<DayKind> kinds = List.of(DayKind.values());
    for (int trial = 0; trial < 150; trial++) {
      int days = random.nextInt(1, 900);
      int kind = random.nextInt(4);
      forecast(
          history(
              days,
              day ->
                  random.nextInt(4) < kind
                      ? (random.nextBoolean() ? Double.NaN : 0)
                      : random.nextInt(1000)),
          everySixtyDays(kinds.get(trial % kinds.size()), "Fair"));
      for (int step = 0; step < 28; step++) {
        assertThat(mean[step]).isFinite().isNotNegative();
        assertThat(quantiles[0][step]).isBetween(0f, mean[step]);
        for (int q = 1; q < LEVELS.length; q++) {
          assertThat(quantiles[q][step]).isFinite().isGreaterThanOrEqualTo(quantiles[q - 1][step]);
        }
        assertThat(quantiles[4][step]).isGreaterThanOrEqualTo(mean[step]);
      }
    }
  }

  @Test
  void intervalsCoverAboutWhatTheyClaim() {
    int inside = 0;
    int insideHalf = 0;
    int trials = 60;
    for (int trial = 0; trial < trials; trial++) {
      SplittableRandom random = new SplittableRandom(trial);
      double[] all = new double[728];
      for (int i = 0; i < all.length; i++) {
        all[i] = 500 * weekday(ORIGIN - 699 + i) * Math.exp(.1 * random.nextGaussian());
      }
      forecast(history(700, day -> all[day - ORIGIN + 699]), PLAIN);
      for (int step = 0; step < 28; step++) {
        double actual = all[700 + step];
        inside += actual >= quantiles[0][step] && actual <= quantiles[4][step] ? 1 : 0;
        insideHalf += actual >= quantiles[1][step] && actual <= quantiles[3][step] ? 1 : 0;
      }
    }
    assertThat(inside / (28.0 * trials)).isBetween(.92, .98);
    assertThat(insideHalf / (28.0 * trials)).isBetween(.4, .6);
  }

  private boolean forecast(DemandHistory history, WarehouseCalendar calendar) {
    return forecast(history, calendar, mean, quantiles);
  }

  private static boolean forecast(
      DemandHistory history, WarehouseCalendar calendar, float[] mean, float[][] quantiles) {
    return GroupForecaster.forecast(
        SeriesKey.total("W"),
        new GroupMemory(0),
        ORIGIN,
        history,
        calendar,
        LEVELS,
        mean,
        quantiles);
  }

  private void assertRatio(int step, double expected) {
    assertThat(mean[step - 1] / (float) expected).as("step %d", step).isCloseTo(1, THREE_PERCENT);
  }

  private static double weekday(int day) {
    return WEEKDAYS[Math.floorMod(day, 7)];
  }

  private static boolean isMarked(int day) {
    return Math.floorMod(day - ORIGIN, 60) == 10;
  }

  private static int nextMarked() {
    return 10;
  }

  private static DemandHistory noisy(int days) {
    SplittableRandom random = new SplittableRandom(9);
    return history(days, day -> 500 * weekday(day) * (.8 + .4 * random.nextDouble()));
  }

  private static DemandHistory history(int days, IntToDoubleFunction units) {
    float[] known = new float[days];
    int first = ORIGIN - days + 1;
    for (int i = 0; i < days; i++) {
      known[i] = (float) units.applyAsDouble(first + i);
    }
    return new DemandHistory(first, known);
  }

  private static WarehouseCalendar everySixtyDays(DayKind kind, String name) {
    List<CalendarEvent> events = new ArrayList<>();
    for (int day = ORIGIN - 900; day < ORIGIN + 400; day++) {
      if (isMarked(day)) {
        events.add(new CalendarEvent("W", day, kind, name));
      }
    }
    return WarehouseCalendar.of(WAREHOUSE, events);
  }
}
