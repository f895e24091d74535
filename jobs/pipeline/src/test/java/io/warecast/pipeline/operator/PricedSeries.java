package io.warecast.pipeline.operator;

import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.demand.DemandHistory;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.scoring.TrainedModels;
import io.warecast.scoring.training.RowSampler;
import io.warecast.scoring.training.TrainingRows;
import java.util.SplittableRandom;

/** Series that sell double in every third week, when their price is low, and a model of them. */
final class PricedSeries {

  static final float LOW = 3;
  private static final float HIGH = 6;
  private static final int DAYS = 300;
  private static final int FIRST = TrainedModels.LAST_DAY - DAYS + 1;

  /** High again for the last days and all that follow. */
  static final OfferTimeline OFFERS = offers();

  private PricedSeries() {}

  static void train(String registry) {
    TrainingRows rows = new TrainingRows(DemandFeatures.SCHEMA.width());
    RowSampler sampler = new RowSampler(TrainedModels.plan());
    for (int i = 0; i < 8; i++) {
      DemandHistory history = DemandHistory.EMPTY.with(demand(i));
      sampler.sample(TrainedModels.key(i), "", history, TrainedModels.CALENDAR, OFFERS, rows);
    }
    TrainedModels.training(registry, "v1").run(rows, 8, () -> {});
  }

  static DemandStretch demand(int i) {
    SplittableRandom random = new SplittableRandom(i);
    float[] units = new float[DAYS];
    for (int d = 0; d < DAYS; d++) {
      int usual = OFFERS.price(FIRST + d) == LOW ? 40 : 20;
      units[d] = usual + random.nextInt(-2, 3);
    }
    return new DemandStretch(TrainedModels.key(i), FIRST, units);
  }

  private static OfferTimeline offers() {
    int weeks = DAYS / 7;
    int[] days = new int[weeks];
    float[] prices = new float[weeks];
    for (int week = 0; week < weeks; week++) {
      days[week] = FIRST + 7 * week;
      prices[week] = week % 3 == 0 && week < weeks - 2 ? LOW : HIGH;
    }
    return new OfferTimeline(days, prices, new boolean[weeks]);
  }
}
