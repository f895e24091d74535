package io.warecast.domain.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.warecast.domain.demand.DemandHistory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeasonalForecasterTest {

  private static final int ORIGIN = 20_000;
  private static final float[] LEVELS = {.025f, .5f, .975f};
  private final float[] mean = new float[28];
  private final float[][] quantiles = new float[3][28];

  @Test
  void repeatsTheWeekdayMeansOfEightWeeks() {
    float[] units = new float[70];
    for (int i = 0; i < units.length; i++) {
      units[i] = i < 14 ? 1000 : i % 7; // the first two weeks are older than eight weeks
    }
    forecast(endingAt(ORIGIN, units));
    for (int step = 1; step <= 28; step++) {
      assertThat(mean[step - 1]).isEqualTo((step + 6) % 7);
      assertThat(quantiles[2][step - 1]).isEqualTo(mean[step - 1]);
    }
  }

  @Test
  void looksAtNothingAfterTheOrigin() {
    float[] units = new float[100];
    java.util.Arrays.fill(units, 0, 70, 5);
    java.util.Arrays.fill(units, 70, 100, 900);
    forecast(new DemandHistory(ORIGIN - 69, units));
    assertThat(mean).containsOnly(5);
  }

  @Test
  void aHistoryShorterThanAWeekGivesTheMeanOfItsDays() {
    forecast(endingAt(ORIGIN, new float[] {2, 4}));
    assertThat(mean[6]).isEqualTo(4); // the weekday of the origin is known
    assertThat(mean[0]).isEqualTo(3);
  }

  @Test
  void noHistoryGivesZero() {
    forecast(DemandHistory.EMPTY);
    assertThat(mean).containsOnly(0);
    assertThat(quantiles[2]).containsOnly(0);
  }

  @Test
  void intervalsAreOrderedNeverNegativeAndEncloseTheMean() {
    SplittableRandom random = new SplittableRandom(5);
    for (int trial = 0; trial < 200; trial++) {
      float[] units = new float[random.nextInt(1, 90)];
      for (int i = 0; i < units.length; i++) {
        units[i] =
            random.nextInt(4) == 0 ? random.nextInt(30) : random.nextInt(2) == 0 ? 0 : Float.NaN;
      }
      forecast(endingAt(ORIGIN, units));
      for (int i = 0; i < mean.length; i++) {
        assertThat(quantiles[0][i]).isBetween(0f, mean[i]);
        assertThat(quantiles[1][i]).isBetween(quantiles[0][i], quantiles[2][i]);
        assertThat(quantiles[2][i]).isGreaterThanOrEqualTo(mean[i]);
      }
    }
  }

  @Test
  void theIntervalWidensWithTheScatterOfTheWeeks() {
    SplittableRandom random = new SplittableRandom(6);
    float[] units = new float[56];
    for (int i = 0; i < units.length; i++) {
      units[i] = 100 + random.nextInt(-20, 21);
    }
    forecast(endingAt(ORIGIN, units));
    assertThat(quantiles[2][0] - quantiles[0][0]).isCloseTo(38, within(14f));
  }

  private void forecast(DemandHistory history) {
    SeasonalForecaster.forecast(history, ORIGIN, LEVELS, mean, quantiles);
  }

  private static DemandHistory endingAt(int day, float[] units) {
    return new DemandHistory(day - units.length + 1, units);
  }
}
