package io.warecast.scoring;

import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.demand.DemandHistory;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import io.warecast.scoring.training.ModelTraining;
import io.warecast.scoring.training.RowSampler;
import io.warecast.scoring.training.SamplingPlan;
import io.warecast.scoring.training.TrainingConfig;
import io.warecast.scoring.training.TrainingRows;
import io.warecast.scoring.training.TreeParameters;
import java.time.Duration;
import java.util.SplittableRandom;

/** Small models for tests, trained for real on series with a weekday shape. */
public final class TrainedModels {

  public static final int LAST_DAY = 20_000;
  public static final WarehouseCalendar CALENDAR =
      WarehouseCalendar.empty(new Warehouse("W", "DE", "Europe/Berlin"));
  private static final float[] LEVELS = {.05f, .5f, .95f};

  private TrainedModels() {}

  public static SeriesKey key(int i) {
    return new SeriesKey("W", "item-" + i);
  }

  /** 300 days that end with {@link #LAST_DAY}; Saturdays and Sundays sell double. */
  public static DemandHistory history(int i) {
    SplittableRandom random = new SplittableRandom(i);
    int first = LAST_DAY - 299;
    float[] units = new float[300];
    for (int d = 0; d < units.length; d++) {
      int usual = Math.floorMod(first + d + 3, 7) >= 5 ? 20 : 10;
      units[d] = usual + random.nextInt(-3, 4);
    }
    return new DemandHistory(first, units);
  }

  public static TrainingRows rows(int series, SamplingPlan plan) {
    TrainingRows rows = new TrainingRows(DemandFeatures.SCHEMA.width());
    RowSampler sampler = new RowSampler(plan);
    for (int i = 0; i < series; i++) {
      sampler.sample(key(i), "", history(i), CALENDAR, OfferTimeline.NONE, rows);
    }
    return rows;
  }

  public static SamplingPlan plan() {
    return new SamplingPlan(LAST_DAY, 200, 28, 120, false, 1);
  }

  public static TrainingConfig config() {
    return new TrainingConfig(
        LEVELS,
        new TreeParameters(60, 4, .15, .8, .7, 20, 2),
        1.1,
        new TreeParameters(40, 4, .225, .8, .7, 20, 2),
        1,
        1);
  }

  public static ModelTraining training(String registry, String version) {
    return training(registry, version, config());
  }

  public static ModelTraining training(String registry, String version, TrainingConfig config) {
    return new ModelTraining(
        registry, "demand", version, "snapshot", plan(), config, true, Duration.ZERO);
  }
}
