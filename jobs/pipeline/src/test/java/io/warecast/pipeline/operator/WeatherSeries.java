package io.warecast.pipeline.operator;

import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.covariate.WarehouseWeather;
import io.warecast.domain.covariate.WeatherForecast;
import io.warecast.domain.demand.DemandHistory;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.scoring.TrainedModels;
import io.warecast.scoring.training.RowSampler;
import io.warecast.scoring.training.TrainingRows;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Series that sell double on hot days, which are forecast a week ahead, and a model of them. */
final class WeatherSeries {

  static final float HOT = 30;
  static final float MILD = 20;
  static final int LEAD_DAYS = 7;

  private static final int DAYS = 300;
  private static final int FIRST = TrainedModels.LAST_DAY - DAYS + 1;

  /** As it was forecast up to the last day; mild on all days to come. */
  static final WarehouseCalendar CALENDAR = TrainedModels.CALENDAR.with(weather());

  private WeatherSeries() {}

  static void train(String registry) {
    TrainingRows rows = new TrainingRows(DemandFeatures.SCHEMA.width());
    RowSampler sampler = new RowSampler(TrainedModels.plan());
    for (int i = 0; i < 8; i++) {
      DemandHistory history = DemandHistory.EMPTY.with(demand(i));
      sampler.sample(TrainedModels.key(i), "", history, CALENDAR, OfferTimeline.NONE, rows);
    }
    TrainedModels.training(registry, "v1").run(rows, 8, () -> {});
  }

  static DemandStretch demand(int i) {
    SplittableRandom random = new SplittableRandom(i);
    float[] units = new float[DAYS];
    for (int d = 0; d < DAYS; d++) {
      int usual = temperature(FIRST + d) == HOT ? 40 : 20;
      units[d] = usual + random.nextInt(-2, 3);
    }
    return new DemandStretch(TrainedModels.key(i), FIRST, units);
  }

  static WeatherForecast forecast(int day, int issuedDay, float temperature) {
    return new WeatherForecast("W", day, issuedDay, temperature, 0);
  }

  /** Hot days come by chance, so that no shape of the week tells them. */
  private static float temperature(int day) {
    boolean isHot = day <= TrainedModels.LAST_DAY && new SplittableRandom(day).nextInt(4) == 0;
    return isHot ? HOT : MILD;
  }

  private static WarehouseWeather weather() {
    List<WeatherForecast> forecasts = new ArrayList<>();
    for (int issued = FIRST - LEAD_DAYS; issued <= TrainedModels.LAST_DAY; issued++) {
      for (int day = issued; day <= issued + LEAD_DAYS; day++) {
        forecasts.add(forecast(day, issued, temperature(day)));
      }
    }
    return WarehouseWeather.of(forecasts);
  }
}
