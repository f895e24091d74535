package io.warecast.scoring.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.forecast.ConformalOffsets;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.Quantiles;
import io.warecast.domain.hierarchy.Damping;
import io.warecast.domain.model.IntervalOffset;
import io.warecast.domain.model.ModelCalibration;
import io.warecast.domain.series.SeriesKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OffsetChoiceTest {

  private static final float[] LEVELS = {.025f, .25f, .5f, .75f, .975f};
  private static final int STEPS = 28;

  @Test
  void intervalsThatWereFarTooNarrowCoverWhatTheyClaimOnOtherDays() {
    List<GroupedForecast> known = gaussian(1, .3, 1);
    ConformalOffsets offsets = chosen(known);
    List<GroupedForecast> later = gaussian(2, .3, 1);
    assertThat(coverage(later, ConformalOffsets.NONE, 0)).isLessThan(.5);
    assertThat(coverage(later, offsets, 0)).isCloseTo(.95, within(.01));
    assertThat(coverage(later, offsets, 1)).isCloseTo(.50, within(.01));
  }

  @Test
  void intervalsThatWereFarTooWideAreDrawnIn() {
    ConformalOffsets offsets = chosen(gaussian(3, 3, 1));
    List<GroupedForecast> later = gaussian(4, 3, 1);
    assertThat(coverage(later, ConformalOffsets.NONE, 1)).isGreaterThan(.9);
    assertThat(coverage(later, offsets, 0)).isCloseTo(.95, within(.01));
    assertThat(coverage(later, offsets, 1)).isCloseTo(.50, within(.01));
  }

  @Test
  void eachWeekAndClassHasItsOwn() {
    List<GroupedForecast> known = new ArrayList<>(gaussian(5, .3, 1));
    gaussian(6, 3, 1).forEach(each -> known.add(of(DemandClass.LUMPY, each)));
    List<IntervalOffset> offsets = new OffsetChoice(LEVELS, Damping.NONE).choose(known);
    assertThat(offsets)
        .filteredOn(each -> each.coverage() > .9 && each.demandClass() == DemandClass.SMOOTH)
        .hasSize(5)
        .allMatch(each -> each.offset() > .5);
    assertThat(offsets)
        .filteredOn(each -> each.coverage() > .9 && each.demandClass() == DemandClass.LUMPY)
        .allMatch(each -> each.offset() < -.1);
  }

  @Test
  void ofDaysWithoutDemandOnlyAsManyAreInsideTheHalfIntervalAsItClaims() {
    List<GroupedForecast> known = intermittent(7, 1, 2);
    ConformalOffsets offsets = chosen(known);
    List<GroupedForecast> later = intermittent(8, 1, 2);
    assertThat(coverage(later, offsets, 1)).isCloseTo(.50, within(.02));
    assertThat(coverage(later, offsets, 0)).isCloseTo(.95, within(.02));
  }

  @Test
  void anUpperBoundBelowZeroIsServedAsZeroAndHoldsADayWithoutDemand() {
    ConformalOffsets offsets = chosen(intermittent(10, .3, 0));
    assertThat(coverage(intermittent(11, .3, 0), offsets, 1)).isCloseTo(.50, within(.02));
  }

  @Test
  void alignmentIsTakenIntoAccount() {
    List<GroupedForecast> known = gaussian(9, 1, 2);
    Damping whole = new Damping(new int[] {1}, new float[] {1});
    ConformalOffsets aligned = offsets(new OffsetChoice(LEVELS, whole).choose(known));
    float[][] quantiles = {{0}, {4}, {5}, {6}, {10}};
    aligned.move(DemandClass.SMOOTH, quantiles);
    assertThat(quantiles[0][0]).isCloseTo(0, within(.2f));
    assertThat(quantiles[4][0]).isCloseTo(10, within(.2f));
  }

  @Test
  void withoutHeldBackDaysNothingIsMoved() {
    assertThat(new OffsetChoice(LEVELS, Damping.NONE).choose(List.of())).isEmpty();
  }

  private static ConformalOffsets chosen(List<GroupedForecast> known) {
    return offsets(new OffsetChoice(LEVELS, Damping.NONE).choose(known));
  }

  private static ConformalOffsets offsets(List<IntervalOffset> chosen) {
    return new ModelCalibration(1, List.of(), Map.of(), chosen, List.of()).conformalOffsets(LEVELS);
  }

  private static double coverage(
      List<GroupedForecast> forecasts, ConformalOffsets offsets, int pair) {
    int inside = 0;
    int days = 0;
    for (GroupedForecast grouped : forecasts) {
      HeldBackForecast each = grouped.made();
      float[][] quantiles =
          Arrays.stream(each.quantiles()).map(float[]::clone).toArray(float[][]::new);
      offsets.move(each.demandClass(), quantiles);
      Quantiles.enclose(each.mean().clone(), quantiles);
      for (int step = 0; step < STEPS; step++) {
        float actual = each.actual()[step];
        days++;
        if (actual >= quantiles[pair][step]
            && actual <= quantiles[LEVELS.length - 1 - pair][step]) {
          inside++;
        }
      }
    }
    return (double) inside / days;
  }

  /** Demand around 100 x factor with a deviation of 10, forecast by 100 with another deviation. */
  private static List<GroupedForecast> gaussian(long seed, double spread, float factor) {
    Random random = new Random(seed);
    double[] normal = {-1.96, -.674, 0, .674, 1.96};
    List<GroupedForecast> forecasts = new ArrayList<>();
    for (int series = 0; series < 300; series++) {
      float[] actual = new float[STEPS];
      float[] mean = new float[STEPS];
      float[][] quantiles = new float[LEVELS.length][STEPS];
      float[] ratios = new float[STEPS];
      for (int step = 0; step < STEPS; step++) {
        actual[step] = (float) (100 + 10 * random.nextGaussian()) * factor;
        mean[step] = 100;
        ratios[step] = factor;
        for (int q = 0; q < LEVELS.length; q++) {
          quantiles[q][step] = (float) (100 + 10 * spread * normal[q]);
        }
      }
      forecasts.add(forecast("i" + series, DemandClass.SMOOTH, actual, mean, quantiles, ratios));
    }
    return forecasts;
  }

  /**
   * Items that sell nothing on most days, and quantiles that a fit would leave.
   *
   * @param demand 1 for demand on three days of ten in the mean
   * @param upper units of the upper bound of the half interval for each such day
   */
  private static List<GroupedForecast> intermittent(long seed, double demand, double upper) {
    SplittableRandom random = new SplittableRandom(seed);
    List<GroupedForecast> forecasts = new ArrayList<>();
    for (int series = 0; series < 600; series++) {
      double chance = demand * (.1 + .4 * random.nextDouble());
      float[] actual = new float[STEPS];
      float[] mean = new float[STEPS];
      float[][] quantiles = new float[LEVELS.length][STEPS];
      float[] ratios = new float[STEPS];
      for (int step = 0; step < STEPS; step++) {
        actual[step] = random.nextDouble() < chance ? 1 + random.nextInt(2) : 0;
        mean[step] = (float) (1.5 * chance);
        ratios[step] = 1;
        double noise = .02 * (random.nextDouble() - .5);
        quantiles[0][step] = (float) (noise - .02);
        quantiles[1][step] = (float) (noise + .05 * chance);
        quantiles[2][step] = (float) (noise + .1 * chance);
        quantiles[3][step] = (float) (noise + upper * chance);
        quantiles[4][step] = (float) (noise + 2);
      }
      forecasts.add(
          forecast("i" + series, DemandClass.INTERMITTENT, actual, mean, quantiles, ratios));
    }
    return forecasts;
  }

  private static GroupedForecast of(DemandClass demandClass, GroupedForecast other) {
    return forecast(
        other.made().key().itemId(),
        demandClass,
        other.made().actual(),
        other.made().mean(),
        other.made().quantiles(),
        other.ratios());
  }

  private static GroupedForecast forecast(
      String item,
      DemandClass demandClass,
      float[] actual,
      float[] mean,
      float[][] quantiles,
      float[] ratios) {
    return new GroupedForecast(
        new HeldBackForecast(
            new SeriesKey("W", item),
            demandClass,
            0,
            1,
            Method.XGBOOST,
            false,
            actual,
            mean,
            quantiles,
            new float[0][]),
        SeriesKey.total("W"),
        ratios);
  }
}
