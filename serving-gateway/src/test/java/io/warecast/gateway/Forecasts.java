package io.warecast.gateway;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.series.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** Forecasts for tests: origin 2026-03-01, 28 steps, step i has mean i + 0.3, interval i..i+1.7. */
public final class Forecasts {

  public static final LocalDate ORIGIN = LocalDate.of(2026, 3, 1);
  public static final int HORIZON = 28;

  private Forecasts() {}

  public static Forecast of(String warehouse, String item) {
    return of(warehouse, item, "demand-7", HORIZON);
  }

  public static Forecast of(String warehouse, String item, String modelVersion, int horizon) {
    return of(warehouse, item, modelVersion, horizon, 0);
  }

  /** As of some days after {@link #ORIGIN}. */
  public static Forecast later(String warehouse, String item, int days) {
    return of(warehouse, item, "demand-7", HORIZON, days);
  }

  private static Forecast of(
      String warehouse, String item, String modelVersion, int horizon, int daysLater) {
    float[] mean = new float[horizon];
    float[] lower = new float[horizon];
    float[] upper = new float[horizon];
    for (int step = 0; step < horizon; step++) {
      mean[step] = step + 1 + 0.3f;
      lower[step] = step + 1;
      upper[step] = step + 1 + 1.7f;
    }
    long asOf =
        Instant.parse("2026-03-01T22:59:59.999Z").plus(Duration.ofDays(daysLater)).toEpochMilli();
    return new Forecast(
        new SeriesKey(warehouse, item),
        (int) ORIGIN.toEpochDay() + daysLater,
        asOf,
        3,
        asOf,
        Instant.parse("2026-03-02T01:02:03.004Z").toEpochMilli(),
        Tier.MODEL,
        Method.XGBOOST,
        modelVersion,
        mean,
        new float[] {0.025f, 0.5f, 0.975f},
        new float[][] {lower, mean, upper});
  }
}
