package io.warecast.scoring.training;

import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.demand.DemandHistory;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.series.SeriesKey;
import java.util.SplittableRandom;

/**
 * Draws training rows from one series at past origins, by the feature function that forecasts use.
 */
public final class RowSampler {

  /** Three rows in four lie within these first steps, which most forecasts are about. */
  private static final int NEAR = 28;

  /**
   * Level at which a row's weight levels off. The ratio of a small series scatters like a count's,
   * with variance 1/level; that of a large one by a constant that does not fall with its level.
   */
  private static final double WEIGHT_LEVEL = 20;

  private final SamplingPlan plan;

  public RowSampler(SamplingPlan plan) {
    this.plan = plan;
  }

  /**
   * Adds rows of one series to {@code rows}: at most the plan's number, less where days lack.
   *
   * @param category of the item, empty when it has none
   */
  public void sample(
      SeriesKey key,
      String category,
      DemandHistory history,
      WarehouseCalendar calendar,
      OfferTimeline offers,
      TrainingRows rows) {
    if (key.isGroup() != plan.groups() || history.isEmpty()) {
      return;
    }
    int first =
        Math.max(history.firstDay() + DemandFeatures.FEWEST_DAYS - 1, plan.lastDay() - plan.days());
    int last = plan.lastDay() - 1;
    if (first > last) {
      return;
    }
    SplittableRandom random = new SplittableRandom(plan.seed() * 31 + key.hashCode());
    for (int drawn = 0; drawn < plan.rowsPerSeries(); drawn++) {
      int origin = random.nextInt(first, last + 1);
      DemandFeatures features = DemandFeatures.at(origin, key, category, history, calendar, offers);
      // One step an origin: rows that share an origin tell little more than one of them.
      addRow(features, history, origin, step(random, plan.lastDay() - origin), rows);
    }
  }

  private int step(SplittableRandom random, int knownDays) {
    int farthest = Math.min(plan.horizon(), knownDays);
    int bound = random.nextInt(4) > 0 ? Math.min(NEAR, farthest) : farthest;
    return 1 + random.nextInt(bound);
  }

  private static void addRow(
      DemandFeatures features, DemandHistory history, int origin, int step, TrainingRows rows) {
    float units = history.at(origin + step);
    if (Float.isNaN(units) || !features.usable()) {
      return;
    }
    float level = features.level();
    float weight = (float) (level / (1 + level / WEIGHT_LEVEL));
    int offset = rows.add(units / level, weight, origin + step);
    features.fill(step, rows.buffer(), offset);
  }
}
