package io.warecast.pipeline.run;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.run.ForecastRun;
import io.warecast.domain.series.SeriesKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Forecasts for tests: two warehouses, {@code items} items each and the total. */
final class Forecasts {

  private static final float[] LEVELS = {0.1f, 0.5f, 0.9f};

  private Forecasts() {}

  static List<Forecast> of(ForecastRun run, int items, float mean) {
    List<Forecast> forecasts = new ArrayList<>();
    for (String warehouse : List.of("east", "west")) {
      for (int item = 0; item < items; item++) {
        forecasts.add(one(run, new SeriesKey(warehouse, "item" + item), mean));
      }
      forecasts.add(one(run, SeriesKey.total(warehouse), items * mean));
    }
    return forecasts;
  }

  static Forecast one(ForecastRun run, SeriesKey key, float mean) {
    return new Forecast(
        key,
        run.originDay(),
        (run.originDay() + 1) * 86_400_000L - 1,
        run.sequence(),
        (run.originDay() + 1) * 86_400_000L - 1,
        1_700_000_000_000L,
        Tier.MODEL,
        Method.XGBOOST,
        run.modelVersion(),
        steps(run, mean),
        LEVELS,
        new float[][] {steps(run, mean / 2), steps(run, mean), steps(run, mean * 2)});
  }

  private static float[] steps(ForecastRun run, float value) {
    float[] steps = new float[run.horizon()];
    Arrays.fill(steps, value);
    return steps;
  }
}
