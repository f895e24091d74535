package io.warecast.scoring.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.demand.DemandHistory;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.scoring.TrainedModels;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RowSamplerTest {

  @Test
  void noTargetLiesAfterTheLastDay() {
    TrainingRows rows = TrainedModels.rows(5, TrainedModels.plan());
    assertThat(rows.targetDays())
        .isNotEmpty()
        .satisfies(
            days ->
                assertThat(Arrays.stream(days).max().orElseThrow())
                    .isLessThanOrEqualTo(TrainedModels.LAST_DAY));
    assertThat(rows.size()).isBetween(500, 600);
  }

  @Test
  void whatLiesAfterTheLastDayChangesNoRow() {
    SamplingPlan earlier = new SamplingPlan(TrainedModels.LAST_DAY - 60, 200, 28, 80, false, 1);
    DemandHistory clean = TrainedModels.history(1);
    float[] poisoned = clean.units().clone();
    Arrays.fill(poisoned, poisoned.length - 60, poisoned.length, 1e6f);

    TrainingRows fromClean = sample(earlier, clean);
    TrainingRows fromPoisoned = sample(earlier, new DemandHistory(clean.firstDay(), poisoned));

    assertThat(fromPoisoned.ratios()).containsExactly(fromClean.ratios());
    assertThat(fromPoisoned.features()).containsExactly(fromClean.features());
  }

  @Test
  void theDrawDependsOnTheSeedAndNotOnTheOrderOfSeries() {
    SamplingPlan plan = TrainedModels.plan();
    TrainingRows both = TrainedModels.rows(2, plan);
    TrainingRows second = new TrainingRows(DemandFeatures.SCHEMA.width());
    new RowSampler(plan)
        .sample(
            TrainedModels.key(1),
            "",
            TrainedModels.history(1),
            TrainedModels.CALENDAR,
            OfferTimeline.NONE,
            second);
    float[] tail = Arrays.copyOfRange(both.ratios(), both.size() - second.size(), both.size());
    assertThat(second.ratios()).containsExactly(tail);
    SamplingPlan reseeded = new SamplingPlan(plan.lastDay(), 200, 28, 120, false, 2);
    assertThat(TrainedModels.rows(2, reseeded).ratios()).isNotEqualTo(both.ratios());
  }

  @Test
  void aSeriesWithoutDaysGivesNoRow() {
    assertThat(sample(TrainedModels.plan(), DemandHistory.EMPTY).size()).isZero();
    DemandHistory tooShort = new DemandHistory(TrainedModels.LAST_DAY - 9, new float[10]);
    assertThat(sample(TrainedModels.plan(), tooShort).size()).isZero();
  }

  private static TrainingRows sample(SamplingPlan plan, DemandHistory history) {
    TrainingRows rows = new TrainingRows(DemandFeatures.SCHEMA.width());
    new RowSampler(plan)
        .sample(
            TrainedModels.key(1), "", history, TrainedModels.CALENDAR, OfferTimeline.NONE, rows);
    return rows;
  }
}
