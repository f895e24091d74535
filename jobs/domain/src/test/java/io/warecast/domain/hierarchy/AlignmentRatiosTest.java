package io.warecast.domain.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.series.SeriesKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlignmentRatiosTest {

  private static final int ORIGIN = 20_000;
  private static final Damping WHOLE = new Damping(new int[] {1}, new float[] {1});

  @Test
  void alignedItemsAddUpToTheirGroup() {
    Forecast group = forecast("_total", ORIGIN, 12, 30);
    List<Forecast> items = List.of(forecast("a", ORIGIN, 4, 20), forecast("b", ORIGIN, 6, 20));
    AlignmentRatios ratios = AlignmentRatios.of(group, items);
    assertThat(ratios.ratios()).containsExactly(1.2f, .75f);
    for (int step = 0; step < 2; step++) {
      double sum = 0;
      for (Forecast item : items) {
        sum += ratios.align(item, WHOLE).mean()[step];
      }
      assertThat(sum).isCloseTo(group.mean()[step], within(1e-5));
    }
  }

  @Test
  void quantilesMoveWithTheMean() {
    Forecast item = forecast("a", ORIGIN, 4, 20);
    Forecast aligned = new AlignmentRatios(ORIGIN, new float[] {2, .5f}).align(item, WHOLE);
    assertThat(aligned.mean()).containsExactly(8, 10);
    for (int level = 0; level < item.levels().length; level++) {
      assertThat(aligned.quantiles()[level])
          .containsExactly(item.quantiles()[level][0] * 2, item.quantiles()[level][1] * .5f);
    }
    assertThat(item.mean()).as("the item's own is left").containsExactly(4, 20);
    assertThat(aligned.key()).isEqualTo(item.key());
    assertThat(aligned.sequence()).isEqualTo(item.sequence());
  }

  @Test
  void theOrderOfThePartsChangesNoBit() {
    SplittableRandom random = new SplittableRandom(3);
    List<Forecast> items = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      float units = (float) Math.pow(10, random.nextDouble(-6, 6));
      items.add(forecast("item-" + i, ORIGIN, units, units / 3));
    }
    Forecast group = forecast("_total", ORIGIN, 1e6f, 7e5f);
    float[] first = AlignmentRatios.of(group, items).ratios();
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(items, new Random(i));
      assertThat(AlignmentRatios.of(group, items).ratios()).containsExactly(first);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10, 0, 1",
    "0, 0, 1",
    "0, 10, 0.33333334",
    "1, 1000, 0.33333334",
    "1000, 1, 3",
    "NaN, 10, 1",
    "10, NaN, 1",
    "Infinity, 10, 1",
    "10, Infinity, 1",
    "-1, 10, 1",
    "10, 8, 1.25"
  })
  void aRatioIsBoundedAndOneWhereNothingCanBeCompared(float group, float item, float ratio) {
    assertThat(
            AlignmentRatios.of(
                    forecast("_total", ORIGIN, group), List.of(forecast("a", ORIGIN, item)))
                .ratios())
        .containsExactly(ratio);
  }

  @Test
  void aGroupWithoutPartsChangesNothing() {
    assertThat(AlignmentRatios.of(forecast("_total", ORIGIN, 5, 6), List.of()).ratios())
        .containsExactly(1, 1);
  }

  @Test
  void aPartWithAShorterHorizonCountsAsFarAsItGoes() {
    AlignmentRatios ratios =
        AlignmentRatios.of(
            forecast("_total", ORIGIN, 10, 10),
            List.of(forecast("a", ORIGIN, 5, 5), forecast("b", ORIGIN, 5)));
    assertThat(ratios.ratios()).containsExactly(1, 2);
  }

  @Test
  void dampingGoesAPartOfTheWayByStep() {
    Damping damping = new Damping(new int[] {2, 3}, new float[] {.5f, 1});
    Forecast aligned =
        new AlignmentRatios(ORIGIN, new float[] {2, 2, 2})
            .align(forecast("a", ORIGIN, 1, 1, 1), damping);
    assertThat(aligned.mean()).containsExactly(1, (float) Math.sqrt(2), 2);
  }

  @Test
  void withoutDampingEveryBitStays() {
    Forecast item = forecast("a", ORIGIN, .1f, 1 / 3f);
    Forecast aligned = new AlignmentRatios(ORIGIN, new float[] {2, .7f}).align(item, Damping.NONE);
    assertThat(aligned.mean()).containsExactly(item.mean());
    assertThat(aligned.quantiles()).isDeepEqualTo(item.quantiles());
  }

  @Test
  void ratiosAreThoseOfTheTargetDayAndDampingThatOfTheStep() {
    AlignmentRatios ratios = new AlignmentRatios(ORIGIN, new float[] {2, 3, .5f});
    Damping damping = new Damping(new int[] {1, 2}, new float[] {0, 1});
    Forecast ofTheDayAfter = ratios.align(forecast("a", ORIGIN + 1, 1, 1, 1), damping);
    assertThat(ofTheDayAfter.mean())
        .as("step 1 is day 2; days after the last ratio take that")
        .containsExactly(1, .5f, .5f);
  }

  @Test
  void aLongerForecastEqualsAShorterOneInTheirCommonSteps() {
    AlignmentRatios ratios = new AlignmentRatios(ORIGIN, new float[] {1.1f, .9f, 1.3f});
    Damping damping = new Damping(new int[] {1, 2}, new float[] {.7f, .3f});
    Forecast two = ratios.align(forecast("a", ORIGIN, 7, 8), damping);
    Forecast four = ratios.align(forecast("a", ORIGIN, 7, 8, 9, 10), damping);
    for (int step = 0; step < 2; step++) {
      assertThat(four.mean()[step]).isEqualTo(two.mean()[step]);
    }
  }

  @Test
  void orderedQuantilesStayOrderedAndEncloseTheMean() {
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < 2_000; i++) {
      float mean = (float) random.nextDouble(0, 5);
      AlignmentRatios ratios =
          new AlignmentRatios(ORIGIN, new float[] {(float) random.nextDouble(1 / 3.0, 3)});
      Damping damping = new Damping(new int[] {1}, new float[] {(float) random.nextDouble()});
      Forecast aligned = ratios.align(forecast("a", ORIGIN, mean), damping);
      assertThat(aligned.lower()[0]).isBetween(0f, aligned.mean()[0]);
      assertThat(aligned.quantiles()[1][0]).isBetween(aligned.lower()[0], aligned.upper()[0]);
      assertThat(aligned.upper()[0]).isGreaterThanOrEqualTo(aligned.mean()[0]);
    }
  }

  private static Forecast forecast(String item, int originDay, float... mean) {
    float[][] quantiles = new float[3][mean.length];
    for (int step = 0; step < mean.length; step++) {
      quantiles[0][step] = mean[step] * .5f;
      quantiles[1][step] = mean[step] * .9f;
      quantiles[2][step] = mean[step] * 2;
    }
    return new Forecast(
        new SeriesKey("W", item),
        originDay,
        1,
        2,
        3,
        4,
        Tier.MODEL,
        Method.XGBOOST,
        "v1",
        mean,
        new float[] {.025f, .5f, .975f},
        quantiles);
  }
}
