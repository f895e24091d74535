package io.warecast.pipeline.connector;

import io.warecast.domain.feature.FeatureVector;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.series.SeriesKey;
import java.time.LocalDate;

/** Forecasts and feature vectors of one step for tests; warehouses are in UTC. */
public final class Vectors {

  public static final int ORIGIN = (int) LocalDate.of(2024, 2, 29).toEpochDay();

  private Vectors() {}

  /** Epoch millis of the end of a day. */
  public static long endOf(int day) {
    return (day + 1) * 86_400_000L - 1;
  }

  public static Forecast forecast(String item, int origin, long asOf, long sequence, float mean) {
    return new Forecast(
        new SeriesKey("east", item),
        origin,
        asOf,
        sequence,
        asOf,
        asOf,
        Tier.MODEL,
        Method.XGBOOST,
        "v1",
        new float[] {mean},
        new float[] {0.1f, 0.9f},
        new float[][] {{mean / 2}, {mean * 2}});
  }

  public static FeatureVector features(
      String item, int origin, long asOf, long sequence, float value) {
    return new FeatureVector(
        new SeriesKey("east", item),
        origin,
        asOf,
        sequence,
        "ab12",
        new float[] {value, Float.NaN});
  }
}
