package io.warecast.scoring.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.model.ModelJson;
import io.warecast.domain.promotion.Measure;
import io.warecast.domain.promotion.Outcome;
import io.warecast.domain.promotion.Promotion;
import io.warecast.domain.promotion.SegmentComparison;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromotionGateTest {

  private final PromotionGate gate = new PromotionGate(GateLimits.STANDARD);

  @Test
  void theFirstVersionPasses() {
    Promotion first =
        gate.decide(new PromotionGate.Contest("demand", "v1", "", false, ""), List.of());
    assertThat(first.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(first.reasons()).singleElement().asString().contains("first version");
  }

  @Test
  void aBetterOnePassesAndSaysByHowMuch() {
    Promotion better = decide(total(.50, .55, .95, .03));
    assertThat(better.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(better.reasons().get(0))
        .isEqualTo(
            "better in total: WRMSSE 0.5000 against 0.5500 (-9.1 %), by chance with probability 0.030");
  }

  @Test
  void oneThatIsNotBetterIsRefused() {
    assertThat(decide(total(.55, .55, .95, Double.NaN)).outcome()).isEqualTo(Outcome.REFUSED);
    Promotion worse = decide(total(.60, .55, .95, Double.NaN));
    assertThat(worse.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(worse.reasons().get(0)).startsWith("not better in total: WRMSSE 0.6000");
  }

  @Test
  void theModelOfOneWarehouseMustBeBetterByMoreThanChance() {
    PromotionGate ofWarehouse = new PromotionGate(GateLimits.OF_WAREHOUSE);
    PromotionGate.Contest contest = new PromotionGate.Contest("demand", "v2-w", "v2", false, "");
    Promotion hardly = ofWarehouse.decide(contest, List.of(total(.545, .55, .95, Double.NaN)));
    assertThat(hardly.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(hardly.reasons().get(0))
        .isEqualTo("not better in total by 1 %: WRMSSE 0.5450 against 0.5500 (-0.9 %)");
    assertThat(ofWarehouse.decide(contest, List.of(total(.544, .55, .95, Double.NaN))).outcome())
        .isEqualTo(Outcome.PROMOTED);
  }

  @Test
  void oneThatIsWorseInABigSegmentIsRefusedAndTheSegmentNamed() {
    Promotion refused =
        decide(total(.50, .55, .95, Double.NaN), segment("hamburg", 300, .60, .55, .95));
    assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(refused.reasons().get(0))
        .startsWith("worse in warehouse hamburg, which has 30 % of the units: RMSSE 0.6000");
  }

  @Test
  void smallSegmentsAndSmallLossesMayBe() {
    Promotion passed =
        decide(
            total(.50, .55, .95, Double.NaN),
            segment("small", 49, .90, .55, .50),
            segment("big", 500, .56, .55, .95));
    assertThat(passed.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(passed.reasons()).contains("not worse by more than 3 % in any of 1 big segments");
  }

  @Test
  void oneThatIsNotCalibratedIsRefusedUnlessTheChampionIsEvenLess() {
    Promotion refused = decide(total(.50, .55, .90, Double.NaN));
    assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(refused.reasons().get(0))
        .isEqualTo(
            "not calibrated in total: its 95 % interval covers 90.0 %, 3 points off are allowed");
    SegmentComparison championIsFurther =
        SegmentComparison.total(
            1000,
            100,
            Map.of(Measure.WRMSSE, .50, Measure.COVERAGE_95, .90),
            Map.of(Measure.WRMSSE, .55, Measure.COVERAGE_95, .80),
            Double.NaN);
    assertThat(decide(championIsFurther).outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(decide(total(.50, .55, .95, Double.NaN), segment("big", 500, .5, .5, .80)).reasons())
        .anyMatch(reason -> reason.startsWith("not calibrated in warehouse big"));
  }

  @Test
  void quantilesThatAreWorseAreAReasonToRefuse() {
    Promotion refused =
        decide(
            SegmentComparison.total(
                1000,
                100,
                Map.of(Measure.WAPE, .50, Measure.PINBALL, .30),
                Map.of(Measure.WAPE, .55, Measure.PINBALL, .20),
                Double.NaN));
    assertThat(refused.reasons().get(0)).startsWith("its quantiles are worse in total: PINBALL");
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    assertThat(
            gate.decide(new PromotionGate.Contest("demand", "v2", "v1", false, ""), List.of())
                .reasons())
        .singleElement()
        .asString()
        .contains("not measured on the same days as version v1");
  }

  @Test
  void anEqualOneThatKnowsNewerDaysPasses() {
    assertThat(decideNewer(total(.5520, .55, .95, Double.NaN)).outcome())
        .isEqualTo(Outcome.PROMOTED);
    assertThat(decideNewer(total(.5540, .55, .95, Double.NaN)).outcome())
        .isEqualTo(Outcome.REFUSED);
  }

  @Test
  void oneThatIsNotBetterThanTheWeekdayMeanIsRefused() {
    Promotion refused = decide(withBaseline(Map.of(Measure.WRMSSE, .55), .45));
    assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(refused.reasons().get(0))
        .startsWith("not better in total than the eight-week weekday mean: WRMSSE 0.5000");
    assertThat(decide(withBaseline(Map.of(Measure.WRMSSE, .55), .60)).outcome())
        .isEqualTo(Outcome.PROMOTED);
  }

  @Test
  void withoutAChampionToCompareTheWeekdayMeanDecides() {
    assertThat(decide(withBaseline(Map.of(), .60)).outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(decide(withBaseline(Map.of(), .45)).outcome()).isEqualTo(Outcome.REFUSED);
  }

  private Promotion decideNewer(SegmentComparison... segments) {
    return gate.decide(
        new PromotionGate.Contest("demand", "v2", "v1", true, ""), List.of(segments));
  }

  private static SegmentComparison withBaseline(Map<Measure, Double> champion, double baseline) {
    return new SegmentComparison(
        SegmentComparison.TOTAL,
        "",
        1000,
        100,
        Map.of(Measure.WRMSSE, .5),
        champion,
        Map.of(Measure.WRMSSE, baseline),
        Double.NaN);
  }

  @Test
  void theDecisionIsReadBackFromItsJson() throws Exception {
    Promotion decided = decide(total(.50, .55, .95, .03), segment("a", 500, .5, .5, .95));
    String json = ModelJson.write(decided);
    assertThat(json).contains("\"outcome\" : \"promoted\"", "\"wrmsse\" : 0.5", "\"p_value\"");
    assertThat(ModelJson.readPromotion(json)).isEqualTo(decided);
  }

  private Promotion decide(SegmentComparison... segments) {
    return gate.decide(
        new PromotionGate.Contest("demand", "v2", "v1", false, ""), List.of(segments));
  }

  private static SegmentComparison total(
      double candidate, double champion, double coverage, double pValue) {
    return SegmentComparison.total(
        1000,
        100,
        Map.of(Measure.WRMSSE, candidate, Measure.WAPE, .4, Measure.COVERAGE_95, coverage),
        Map.of(Measure.WRMSSE, champion, Measure.WAPE, .3),
        pValue);
  }

  private static SegmentComparison segment(
      String name, double units, double candidate, double champion, double coverage) {
    return new SegmentComparison(
        "warehouse",
        name,
        units,
        10,
        Map.of(Measure.RMSSE, candidate, Measure.COVERAGE_95, coverage),
        Map.of(Measure.RMSSE, champion),
        Map.of(),
        Double.NaN);
  }
}
