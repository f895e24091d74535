package io.warecast.domain.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.warecast.domain.demand.DemandHistory;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BaselineForecasterTest {

  private static final int ORIGIN = 10_000;
  private static final float[] LEVELS = {.025f, .25f, .5f, .75f, .975f};

  @Test
  void lastWeekIsRepeated() {
    float[] days = new float[21];
    for (int i = 0; i < days.length; i++) {
      days[i] = i;
    }
    Made made = made(BaselineForecaster.LAST_WEEK, days, 9);
    assertThat(made.mean()).containsExactly(14, 15, 16, 17, 18, 19, 20, 14, 15);
    // Every day lay 7 above the week before.
    assertThat(made.quantiles()[2][0]).isEqualTo(21);
  }

  @Test
  void lastWeekTakesTheWeekBeforeWhereADayIsUnknown() {
    float[] days = {1, 2, 3, 4, 5, 6, 7, 8, Float.NaN, 10, 11, 12, 13, 14};
    assertThat(made(BaselineForecaster.LAST_WEEK, days, 2).mean()).containsExactly(8, 2);
  }

  @Test
  void weekdayMeanIsThatOfEightWeeksAndItsQuantilesAreThoseOfTheWeekday() {
    float[] days = new float[7 * 26];
    for (int i = 0; i < days.length; i++) {
      // The first weekday of each week counts up from 0 to 25, all others have 100.
      days[i] = i % 7 == 0 ? i / 7f : 100;
    }
    Made made = made(BaselineForecaster.WEEKDAY_MEAN, days, 8);
    // Mean of 18 .. 25.
    assertThat(made.mean()[0]).isEqualTo(21.5f);
    assertThat(made.mean()[7]).isEqualTo(21.5f);
    assertThat(made.mean()[1]).isEqualTo(100);
    assertThat(made.quantiles()[2][0]).isEqualTo(12.5f);
    assertThat(made.quantiles()[3][0]).isEqualTo(18.75f);
    assertThat(made.quantiles()[0][0]).isCloseTo(.625f, within(1e-5f));
  }

  @ParameterizedTest
  @CsvSource({"WEEKDAY_8_WEEKS, 21.5", "WEEKDAY_13_WEEKS, 19"})
  void shorterWindowsKeepTheMeanAndTakeTheirQuantilesFromTheirOwnWeeks(
      WeekdayWindow window, float median) {
    float[] days = new float[7 * 26];
    for (int i = 0; i < days.length; i++) {
      days[i] = i % 7 == 0 ? i / 7f : 100;
    }
    float[] mean = new float[8];
    float[][] quantiles = new float[LEVELS.length][8];
    DemandHistory history = new DemandHistory(ORIGIN - days.length + 1, days);
    window.forecast(history, ORIGIN, LEVELS, mean, quantiles);
    assertThat(mean).containsExactly(made(BaselineForecaster.WEEKDAY_MEAN, days, 8).mean());
    assertThat(quantiles[2][0]).isEqualTo(median);
    assertThat(quantiles[2][7]).isEqualTo(median);
    assertThat(quantiles[4][0]).isLessThanOrEqualTo(25);
    assertThat(quantiles[2][1]).isEqualTo(100);
  }

  @Test
  void smoothingFollowsALevelThatHasChangedAndKeepsTheWeekdays() {
    float[] days = new float[182];
    for (int i = 0; i < days.length; i++) {
      float level = i < 120 ? 100 : 200;
      days[i] = level * (i % 7 == 0 ? 2 : 1);
    }
    Made made = made(BaselineForecaster.SMOOTHING, days, 7);
    assertThat(made.mean()[0]).isBetween(360f, 420f);
    for (int i = 1; i < 7; i++) {
      assertThat(made.mean()[i]).isBetween(180f, 210f);
    }
  }

  @Test
  void smoothingOfConstantDemandIsThatDemandWithoutDoubt() {
    float[] days = new float[120];
    Arrays.fill(days, 6);
    Made made = made(BaselineForecaster.SMOOTHING, days, 28);
    assertThat(made.mean()).containsOnly(6f);
    assertThat(made.quantiles()[0]).containsOnly(6f);
    assertThat(made.quantiles()[4]).containsOnly(6f);
  }

  @Test
  void crostonGivesChanceTimesSizeAndQuantilesOfTheMixture() {
    float[] days = new float[56];
    for (int i = 0; i < days.length; i++) {
      days[i] = i % 4 == 3 ? 8 : 0;
    }
    Made made = made(BaselineForecaster.CROSTON_TSB, days, 3);
    // The chance starts at 1/4, and a demand of 8 every fourth day leaves the size at 8. After a
    // cycle 0 0 0 1 a chance c is .95^4 c + .05; its fixed point is .05 / (1 - .95^4).
    double fixed = .05 / (1 - Math.pow(.95, 4));
    double chance = fixed + (.25 - fixed) * Math.pow(.95, 56);
    assertThat(made.mean()).containsOnly((float) (8 * chance));
    assertThat(made.quantiles()[2]).containsOnly(0);
    assertThat(made.quantiles()[4]).containsOnly(8);
  }

  @Test
  void crostonForgetsAnItemThatIsNoLongerWanted() {
    float[] days = new float[364];
    Arrays.fill(days, 0, 164, 5);
    assertThat(made(BaselineForecaster.CROSTON_TSB, days, 1).mean()[0]).isLessThan(.01f);
  }

  @ParameterizedTest
  @EnumSource
  void withoutAnyHistoryTheForecastIsZero(BaselineForecaster baseline) {
    Made made = made(baseline, new float[0], 10);
    assertThat(made.mean()).containsOnly(0);
    for (float[] row : made.quantiles()) {
      assertThat(row).containsOnly(0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFewDaysGiveTheirLevel(BaselineForecaster baseline) {
    Made made = made(baseline, new float[] {4, 4, 4}, 10);
    assertThat(made.mean()).containsOnly(4);
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsMethod(BaselineForecaster baseline) {
    assertThat(BaselineForecaster.of(baseline.method())).contains(baseline);
    assertThat(BaselineForecaster.of(Method.XGBOOST)).isEmpty();
  }

  @Property(tries = 200)
  void quantilesAreOrderedAndWhatComesAfterTheOriginChangesNothing(
      @ForAll long seed,
      @ForAll BaselineForecaster baseline,
      @ForAll @IntRange(max = 400) int known) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] days = new float[known];
    for (int i = 0; i < known; i++) {
      int draw = random.nextInt(10);
      days[i] = draw == 0 ? Float.NaN : draw < 5 ? 0 : random.nextInt(50);
    }
    float[] poisoned = Arrays.copyOf(days, known + 60);
    Arrays.fill(poisoned, known, poisoned.length, 1e6f);
    int first = ORIGIN - known + 1;

    Made made = made(baseline, new DemandHistory(first, days), 35);
    Made blind = made(baseline, new DemandHistory(first, poisoned), 35);

    assertThat(blind).usingRecursiveComparison().isEqualTo(made);
    for (int i = 0; i < 35; i++) {
      float below = 0;
      assertThat(made.mean()[i]).isBetween(made.quantiles()[0][i], made.quantiles()[4][i]);
      for (float[] row : made.quantiles()) {
        assertThat(row[i]).isGreaterThanOrEqualTo(below);
        below = row[i];
      }
    }
  }

  private record Made(float[] mean, float[][] quantiles) {}

  private static Made made(BaselineForecaster baseline, float[] days, int steps) {
    return made(baseline, new DemandHistory(ORIGIN - days.length + 1, days), steps);
  }

  private static Made made(BaselineForecaster baseline, DemandHistory history, int steps) {
    Made made = new Made(new float[steps], new float[LEVELS.length][steps]);
    baseline.forecast(history, ORIGIN, LEVELS, made.mean(), made.quantiles());
    return made;
  }
}
