package io.warecast.domain.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.warecast.domain.demand.DemandHistory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All expected values are worked out by hand. */
class AccuracyTest {

  @Test
  void pointMeasuresAreRatiosOfSums() {
    // Errors +2, -1, 0 on 4, 5, 1 units.
    PointAccuracy sum = PointAccuracy.NONE.plus(4, 6).plus(5, 4).plus(1, 1);
    assertThat(sum.wape()).isEqualTo(.3);
    assertThat(sum.bias()).isEqualTo(.1);
    assertThat(sum.meanAbsoluteError()).isEqualTo(1);
    assertThat(sum.meanSquaredError()).isEqualTo(5 / 3.0);
  }

  @Test
  void sumsMergeAsIfAddedUpInOnePlace() {
    assertThat(PointAccuracy.NONE.plus(4, 6).plus(PointAccuracy.NONE.plus(5, 4)))
        .isEqualTo(PointAccuracy.NONE.plus(4, 6).plus(5, 4));
    assertThat(IntervalAccuracy.NONE.plus(4, 1, 6).plus(IntervalAccuracy.NONE.plus(7, 1, 6)))
        .isEqualTo(IntervalAccuracy.NONE.plus(4, 1, 6).plus(7, 1, 6));
    PinballLoss none = PinballLoss.none(.25);
    assertThat(none.plus(4, 3).plus(none.plus(1, 3))).isEqualTo(none.plus(4, 3).plus(1, 3));
    assertThatThrownBy(() -> none.plus(PinballLoss.none(.5)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void unknownDaysCountForNothing() {
    assertThat(PointAccuracy.NONE.plus(Float.NaN, 6)).isEqualTo(PointAccuracy.NONE);
    assertThat(IntervalAccuracy.NONE.plus(Float.NaN, 0, 6)).isEqualTo(IntervalAccuracy.NONE);
    assertThat(PinballLoss.none(.5).plus(Float.NaN, 6).days()).isZero();
    assertThat(PointAccuracy.NONE.wape()).isNaN();
    assertThat(IntervalAccuracy.NONE.coverage()).isNaN();
    assertThat(PinballLoss.none(.5).mean()).isNaN();
  }

  @Test
  void pinballLossChargesTheLevelAboveAndTheRestBelow() {
    assertThat(PinballLoss.of(.9, 10, 4)).isCloseTo(5.4, within(1e-12));
    assertThat(PinballLoss.of(.9, 4, 10)).isCloseTo(.6, within(1e-12));
    // Level .25: 1 unit above costs .25, 2 units below 1.5.
    assertThat(PinballLoss.none(.25).plus(4, 3).plus(1, 3).mean()).isEqualTo(.875);
  }

  @Test
  void coverageCountsTheEndsOfTheInterval() {
    IntervalAccuracy sum = IntervalAccuracy.NONE.plus(2, 2, 4).plus(4, 2, 4).plus(5, 2, 5.5f);
    assertThat(sum.coverage()).isEqualTo(1);
    assertThat(sum.plus(1, 2, 4).coverage()).isEqualTo(.75);
    assertThat(sum.meanWidth()).isEqualTo(2.5);
  }

  @Test
  void scaleIsOfTheDifferencesSinceTheFirstDemandUpToTheOrigin() {
    // From day 102 on 3, 5, 1: differences 2 and -4, and none after the origin.
    DemandHistory history = new DemandHistory(100, new float[] {0, 0, 3, 5, 1, 999});
    SeriesScale scale = SeriesScale.of(history, 104);
    assertThat(scale.meanSquare()).isEqualTo(10);
    assertThat(scale.meanAbsolute()).isEqualTo(3);
    PointAccuracy errors = PointAccuracy.NONE.plus(1, 7).plus(1, 3);
    // Mean square 20, mean absolute 4.
    assertThat(scale.rmsse(errors)).isCloseTo(Math.sqrt(2), within(1e-12));
    assertThat(scale.mase(errors)).isCloseTo(4 / 3.0, within(1e-12));
  }

  @Test
  void scaleLeavesOutPairsWithAnUnknownDayAndIsNotUsableWithoutAny() {
    DemandHistory history = new DemandHistory(0, new float[] {1, Float.NaN, 9, 12});
    assertThat(SeriesScale.of(history, 3)).isEqualTo(new SeriesScale(9, 3));
    assertThat(SeriesScale.of(DemandHistory.EMPTY, 3).isUsable()).isFalse();
    assertThat(SeriesScale.of(new DemandHistory(0, new float[] {4, 4, 4}), 2).isUsable()).isFalse();
  }

  @Test
  void wrmsseWeighsTheMembersOfALevelAndAveragesTheLevels() {
    HierarchyAccuracy accuracy = new HierarchyAccuracy(2, 2, 1, 1);
    // Item a: differences 1 and 1, scale 1; errors 2 and 2: RMSSE 2.
    accuracy.add(
        List.of("all"),
        3,
        new DemandHistory(0, new float[] {1, 2, 3}),
        new float[] {3, 3},
        new float[][] {{5, 5}});
    // Item b: differences 2 and -2, scale 4; errors -2 and 0: RMSSE sqrt(2 / 4).
    accuracy.add(
        List.of("all"),
        1,
        new DemandHistory(0, new float[] {4, 6, 4}),
        new float[] {6, 6},
        new float[][] {{4, 6}});
    // The sum: 5, 8, 7: scale (9 + 1) / 2; errors 0 and 2: RMSSE sqrt(2 / 5).
    double items = (3 * 2 + Math.sqrt(.5)) / 4;
    double sum = Math.sqrt(.4);
    assertThat(accuracy.wrmsseByLevel(0).get(0)).isCloseTo(sum, within(1e-9));
    assertThat(accuracy.wrmsseByLevel(0).get(1)).isCloseTo(items, within(1e-9));
    assertThat(accuracy.wrmsse(0)).isCloseTo((sum + items) / 2, within(1e-9));
  }

  @Test
  void sumsReachOverHistoriesOfDifferentLength() {
    HierarchyAccuracy accuracy = new HierarchyAccuracy(3, 1, 1, 1);
    float[][] means = {{1}};
    accuracy.add(List.of("n"), 1, new DemandHistory(2, new float[] {1, 3}), new float[1], means);
    accuracy.add(
        List.of("n"), 1, new DemandHistory(0, new float[] {2, 2, 2, 2, 99}), new float[1], means);
    // The sum: 2, 2, 3, 5: scale (0 + 1 + 4) / 3; error 2.
    assertThat(accuracy.wrmsseByLevel(0).get(0)).isCloseTo(2 / Math.sqrt(5 / 3.0), within(1e-6));
  }

  @Test
  void weightedMeanPassesOverWhatIsNotFinite() {
    WeightedMean mean = WeightedMean.NONE.plus(1, 3).plus(5, 1).plus(Double.NaN, 9);
    assertThat(mean.value()).isEqualTo(2);
    assertThat(mean.plus(mean).value()).isEqualTo(2);
    assertThat(WeightedMean.NONE.value()).isNaN();
  }

  @Test
  void aForecasterThatIsBetterInEveryBlockIsFoundSo() {
    double[] losses = new double[20];
    double[] others = new double[20];
    Arrays.setAll(losses, i -> 9 + i % 3);
    Arrays.setAll(others, i -> 10 + i % 3);
    PairedTest test = PairedTest.of(losses, others, 1);
    assertThat(test.blocks()).isEqualTo(20);
    assertThat(test.relativeDifference()).isCloseTo(-20 / 219.0, within(1e-12));
    assertThat(test.pValue()).isEqualTo(1e-4);
  }

  @Test
  void forecastersThatWinByTurnsAreNotToldApart() {
    double[] losses = new double[20];
    double[] others = new double[20];
    Arrays.setAll(losses, i -> 10 + i % 2);
    Arrays.setAll(others, i -> 11 - i % 2);
    assertThat(PairedTest.of(losses, others, 1).pValue()).isEqualTo(1);
  }

  @Test
  void threeBlocksThatAgreeAreLikelyByChance() {
    // Of eight ways to set the signs two are as great: a quarter.
    PairedTest test = PairedTest.of(new double[] {1, 2, 3}, new double[] {2, 4, 6}, 7);
    assertThat(test.pValue()).isCloseTo(.25, within(.02));
  }

  @Test
  void weeksOfAHorizonHoldItsSteps() {
    assertThat(StepBucket.weeks(16))
        .containsExactly(new StepBucket(1, 7), new StepBucket(8, 14), new StepBucket(15, 16));
    assertThat(StepBucket.week(7)).isZero();
    assertThat(StepBucket.week(8)).isEqualTo(1);
    assertThat(new StepBucket(8, 14).wireName()).isEqualTo("8-14");
    assertThat(new StepBucket(8, 8).wireName()).isEqualTo("8");
  }
}
