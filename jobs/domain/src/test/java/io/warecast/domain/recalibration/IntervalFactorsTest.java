package io.warecast.domain.recalibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.series.SeriesKey;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalFactorsTest {

  private static final float[] LEVELS = {.025f, .25f, .5f, .75f, .975f};
  private static final SeriesKey GROUP = SeriesKey.category("W", "FOOD");

  @Test
  void factorsOfOneLeaveTheForecastItself() {
    Forecast forecast = forecast(new float[][] {{1}, {2}, {3}, {4}, {5}}, 3);
    assertThat(IntervalFactors.none(GROUP, DemandClass.SMOOTH, 9, LEVELS).apply(forecast))
        .isSameAs(forecast);
  }

  @Test
  void boundsMoveAwayFromTheMedianAndTheMeanStays() {
    Forecast moved = factors(2, 1).apply(forecast(new float[][] {{6}, {9}, {10}, {12}, {15}}, 10));
    assertThat(moved.mean()).containsExactly(10);
    assertThat(moved.quantiles()).isDeepEqualTo(new float[][] {{2}, {9}, {10}, {12}, {20}});
  }

  @Test
  void eachBoundHasItsOwnFactor() {
    float[] factors = IntervalFactors.none(GROUP, DemandClass.SMOOTH, 9, LEVELS).factors();
    factors[0] = .5f;
    factors[4] = 2;
    Forecast moved =
        new IntervalFactors(GROUP, DemandClass.SMOOTH, 9, LEVELS, factors)
            .apply(forecast(new float[][] {{6}, {9}, {10}, {12}, {15}}, 10));
    assertThat(moved.quantiles()).isDeepEqualTo(new float[][] {{8}, {9}, {10}, {12}, {20}});
  }

  @Test
  void oneFactorOfAnIntervalIsThatOfBothItsBounds() throws Exception {
    assertThat(byInterval(LEVELS, 1, 2, 3, 4, 5, 6, 7, 8))
        .containsExactly(1, 2, 1, 2, 1, 3, 4, 1, 4, 3, 5, 6, 1, 6, 5, 7, 8, 1, 8, 7);
    assertThat(byInterval(new float[] {.1f, .4f, .6f, .9f}, 1, 2, 3, 4, 5, 6, 7, 8))
        .containsExactly(1, 2, 2, 1, 3, 4, 4, 3, 5, 6, 6, 5, 7, 8, 8, 7);
    assertThat(
            IntervalFactorsJson.read(
                    "{\"warehouse_id\":\"W\",\"group\":\"_total\",\"demand_class\":\"group\",\"origin\":\"2026-01-31\",\"levels\":[0.1,0.5,0.9],\"factors\":[1.5,2.0,1.0,0.5]}")
                .factors())
        .containsExactly(1.5f, 1, 1.5f, 2, 1, 2, 1, 1, 1, .5f, 1, .5f);
  }

  @ParameterizedTest
  @ValueSource(floats = {0, -1, Float.NaN, Float.POSITIVE_INFINITY})
  void refusesWhatIsNoFactor(float factor) {
    assertThatThrownBy(() -> byInterval(LEVELS, 1, 1, 1, factor, 1, 1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("wanted are numbers above 0");
  }

  @Test
  void refusesAnotherNumberOfThem() {
    assertThatThrownBy(() -> byInterval(LEVELS, 1, 1, 1, 1, 1, 1, 1))
        .hasMessageContaining("7 factors, wanted are 20 (4 leads x 5 levels) or 8");
  }

  private static float[] byInterval(float[] levels, float... factors) {
    return new IntervalFactors(GROUP, DemandClass.SMOOTH, 9, levels, factors).factors();
  }

  @Test
  void stepsHaveTheFactorsOfTheLeadThatSpeaksForThem() {
    float[][] quantiles = new float[LEVELS.length][28];
    for (int level = 0; level < LEVELS.length; level++) {
      Arrays.fill(quantiles[level], 80 + 10 * level);
    }
    float[] factors = IntervalFactors.none(GROUP, DemandClass.SMOOTH, 9, LEVELS).factors();
    for (int lead = 0; lead < Leads.COUNT; lead++) {
      factors[lead * LEVELS.length] = 1.5f + lead;
      factors[lead * LEVELS.length + 3] = .5f + .1f * lead;
    }
    Forecast moved =
        new IntervalFactors(GROUP, DemandClass.SMOOTH, 9, LEVELS, factors)
            .apply(forecast(quantiles, 100));
    int[] steps = {1, 3, 4, 10, 11, 20, 21, 28};
    int[] leads = {0, 0, 1, 1, 2, 2, 3, 3};
    for (int i = 0; i < steps.length; i++) {
      int at = steps[i] - 1;
      assertThat(moved.quantiles()[0][at]).isCloseTo(100 - 20 * (1.5f + leads[i]), within(1e-4f));
      assertThat(moved.quantiles()[1][at]).isEqualTo(90);
      assertThat(moved.quantiles()[3][at])
          .isCloseTo(100 + 10 * (.5f + .1f * leads[i]), within(1e-4f));
      assertThat(moved.quantiles()[4][at]).isEqualTo(120);
    }
  }

  @Test
  void quantilesStayOrderedAndAreNeverNegativeWhateverTheFactors() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 500; i++) {
      float[][] quantiles = new float[5][1];
      float value = 0;
      for (float[] row : quantiles) {
        value += (float) Math.max(0, random.nextDouble(-1, 4));
        row[0] = value;
      }
      float[] factors = new float[LEVELS.length * Leads.COUNT];
      for (int j = 0; j < factors.length; j++) {
        factors[j] = (float) random.nextDouble(.4, 5);
      }
      Forecast moved =
          new IntervalFactors(GROUP, DemandClass.SMOOTH, 9, LEVELS, factors)
              .apply(forecast(quantiles, (float) random.nextDouble(0, 1 + value)));
      float before = 0;
      for (float[] row : moved.quantiles()) {
        assertThat(row[0]).isGreaterThanOrEqualTo(before);
        before = row[0];
      }
      assertThat(moved.mean()[0]).isBetween(moved.lower()[0], moved.upper()[0]);
    }
  }

  @Test
  void aForecastOfOtherLevelsIsLeftAsItIs() {
    Forecast forecast = forecast(new float[][] {{1}, {2}, {3}, {4}, {5}}, 3);
    IntervalFactors ofOthers =
        new IntervalFactors(
            GROUP, DemandClass.SMOOTH, 9, new float[] {.1f, .5f, .9f}, new float[] {2, 2, 2, 2});
    assertThat(ofOthers.apply(forecast)).isSameAs(forecast);
  }

  @Test
  void itsJsonKeepsEveryBit() throws Exception {
    IntervalFactors factors = factors(1.1234567f, .7654321f);
    String line = IntervalFactorsJson.write(factors);
    assertThat(line)
        .startsWith(
            "{\"warehouse_id\":\"W\",\"group\":\"_category:FOOD\",\"demand_class\":\"smooth\",\"origin\":\"1970-01-10\"");
    IntervalFactors read = IntervalFactorsJson.read(line);
    assertThat(read.factors()).containsExactly(factors.factors());
    assertThat(read.levels()).containsExactly(LEVELS);
    assertThat(read.group()).isEqualTo(GROUP);
    assertThat(read.originDay()).isEqualTo(9);
    assertThatThrownBy(() -> IntervalFactorsJson.read("{\"group\":\"x\"}"))
        .isInstanceOf(JsonProcessingException.class);
  }

  private static IntervalFactors factors(float outer, float inner) {
    float[] factors = new float[2 * Leads.COUNT];
    for (int lead = 0; lead < Leads.COUNT; lead++) {
      factors[2 * lead] = outer;
      factors[2 * lead + 1] = inner;
    }
    return new IntervalFactors(GROUP, DemandClass.SMOOTH, 9, LEVELS, factors);
  }

  private static Forecast forecast(float[][] quantiles, float mean) {
    return new Forecast(
        new SeriesKey("W", "apple"),
        9,
        0,
        1,
        0,
        0,
        Tier.MODEL,
        Method.XGBOOST,
        "v1",
        means(mean, quantiles[0].length),
        LEVELS,
        quantiles);
  }

  private static float[] means(float mean, int steps) {
    float[] means = new float[steps];
    Arrays.fill(means, mean);
    return means;
  }
}
