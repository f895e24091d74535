package io.warecast.domain.forecast;

import io.warecast.domain.series.SeriesKey;

/**
 * Expected demand of one series for the {@code H} days after an origin, with its uncertainty.
 *
 * @param originDay epoch day (local to the warehouse) of the origin; step 1 is the day after it
 * @param asOf epoch millis of the last moment whose orders this forecast may know
 * @param sequence orders forecasts of the same {@code asOf}: the higher replaces the lower
 * @param watermark epoch millis up to which the data was complete
 * @param generatedAt epoch millis
 * @param mean expected units, one a step; length {@code H}
 * @param levels quantile levels, ascending, in (0, 1)
 * @param quantiles units by level, then by step: {@code levels.length} rows of {@code H}; ordered
 *     in level and never negative
 */
public record Forecast(
    SeriesKey key,
    int originDay,
    long asOf,
    long sequence,
    long watermark,
    long generatedAt,
    Tier tier,
    Method method,
    String modelVersion,
    float[] mean,
    float[] levels,
    float[][] quantiles) {

  /** Number of steps {@code H}. */
  public int horizon() {
    return mean.length;
  }

  /** Epoch day of the first step. */
  public int firstDay() {
    return originDay + 1;
  }

  /** Lowest quantile, one a step. */
  public float[] lower() {
    return quantiles[0];
  }

  /** Highest quantile, one a step. */
  public float[] upper() {
    return quantiles[quantiles.length - 1];
  }

  /** Probability that the interval from {@link #lower()} to {@link #upper()} claims to cover. */
  public double coverage() {
    return levels[levels.length - 1] - levels[0];
  }

  /** This forecast under another version of the model. */
  public Forecast ofVersion(String version) {
    return new Forecast(
        key,
        originDay,
        asOf,
        sequence,
        watermark,
        generatedAt,
        tier,
        method,
        version,
        mean,
        levels,
        quantiles);
  }

  /** This forecast with other units of the same shape. */
  public Forecast with(float[] otherMean, float[][] otherQuantiles) {
    return new Forecast(
        key,
        originDay,
        asOf,
        sequence,
        watermark,
        generatedAt,
        tier,
        method,
        modelVersion,
        otherMean,
        levels,
        otherQuantiles);
  }
}
