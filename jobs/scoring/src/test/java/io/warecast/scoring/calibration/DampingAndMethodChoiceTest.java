package io.warecast.scoring.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.forecast.BaselineForecaster;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.model.StepDamping;
import io.warecast.domain.series.SeriesKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DampingAndMethodChoiceTest {

  private static final int STEPS = 28;

  @Test
  void itemsFollowAGroupThatKnowsBetterMostOfTheWay() {
    assertThat(DampingChoice.choose(grouped(1.2f, 1.2f)))
        .allMatch(each -> each.damping() == .8)
        .extracting(StepDamping::fromStep)
        .containsExactly(1, 8, 15, 22, 29);
  }

  @Test
  void itemsStayWhereTheyAreWhenTheirGroupIsWrong() {
    assertThat(DampingChoice.choose(grouped(1, 1.4f))).allMatch(each -> each.damping() == 0);
  }

  @Test
  void itemsGoPartOfTheWayWhenTheTruthLiesBetween() {
    assertThat(DampingChoice.choose(grouped(1.2f, 1.58f))).allMatch(each -> each.damping() == .4);
  }

  @Test
  void aBaselineThatIsClearlyBetterAtEveryOriginTakesItsClassOver() {
    List<HeldBackForecast> forecasts = new ArrayList<>();
    forecasts.addAll(withBaseline(DemandClass.LUMPY, 100, 8, 2));
    forecasts.addAll(withBaseline(DemandClass.LUMPY, 130, 8, 2));
    forecasts.addAll(withBaseline(DemandClass.SMOOTH, 100, 2, 8));
    assertThat(MethodChoice.choose(forecasts))
        .isEqualTo(Map.of(DemandClass.LUMPY, Method.CROSTON_TSB));
  }

  @Test
  void aBaselineThatLostAtOneOriginDoesNot() {
    List<HeldBackForecast> forecasts = new ArrayList<>();
    forecasts.addAll(withBaseline(DemandClass.LUMPY, 100, 8, 1));
    forecasts.addAll(withBaseline(DemandClass.LUMPY, 130, 2, 2.2));
    assertThat(MethodChoice.choose(forecasts)).isEmpty();
  }

  private static List<GroupedForecast> grouped(float truth, float ratio) {
    List<GroupedForecast> items = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      float[] actual = new float[STEPS];
      float[] mean = new float[STEPS];
      float[] ratios = new float[STEPS];
      Arrays.fill(mean, 10);
      Arrays.fill(actual, 10 * truth);
      Arrays.fill(ratios, ratio);
      items.add(
          new GroupedForecast(
              item("i" + i, DemandClass.SMOOTH, 100, actual, mean, new float[0][]),
              SeriesKey.category("W", "food"),
              ratios));
    }
    return items;
  }

  private static List<HeldBackForecast> withBaseline(
      DemandClass demandClass, int originDay, double modelError, double baselineError) {
    SplittableRandom random = new SplittableRandom(originDay);
    List<HeldBackForecast> items = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      float[] actual = new float[STEPS];
      float[] model = new float[STEPS];
      float[] baseline = new float[STEPS];
      for (int step = 0; step < STEPS; step++) {
        actual[step] = 10 + random.nextInt(5);
        model[step] = (float) (actual[step] + modelError * (random.nextDouble() - .5));
        baseline[step] = (float) (actual[step] + baselineError * (random.nextDouble() - .5));
      }
      items.add(
          item(
              demandClass + "-" + i,
              demandClass,
              originDay,
              actual,
              model,
              baselines(Method.CROSTON_TSB, baseline)));
    }
    return items;
  }

  /** All other baselines are far off. */
  private static float[][] baselines(Method method, float[] mean) {
    float[] off = new float[STEPS];
    Arrays.fill(off, 1_000);
    return Arrays.stream(BaselineForecaster.values())
        .map(each -> each.method() == method ? mean : off)
        .toArray(float[][]::new);
  }

  private static HeldBackForecast item(
      String id,
      DemandClass demandClass,
      int originDay,
      float[] actual,
      float[] mean,
      float[][] baselines) {
    return new HeldBackForecast(
        new SeriesKey("W", id),
        demandClass,
        originDay,
        1,
        Method.XGBOOST,
        false,
        actual,
        mean,
        new float[0][],
        baselines);
  }
}
