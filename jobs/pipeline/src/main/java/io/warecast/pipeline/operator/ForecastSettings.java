package io.warecast.pipeline.operator;

import java.io.Serializable;

/**
 * What distinguishes one stream of forecasts from another.
 *
 * @param horizon steps to forecast
 * @param sequence generation of the forecasts among those of the same origin
 * @param batchSeries series that are scored in one call of a booster; its fixed cost is that of
 *     some hundred rows
 * @param quantilesAsPredicted leaves quantiles uncalibrated and unordered: the material that
 *     calibrations are made of
 */
public record ForecastSettings(
    int horizon, long sequence, int batchSeries, boolean quantilesAsPredicted)
    implements Serializable {

  /** Series a call at which scoring runs at the booster's own speed. */
  public static final int DEFAULT_BATCH_SERIES = 128;

  /** Calibrated forecasts, scored in batches of the default size. */
  public static ForecastSettings of(int horizon, long sequence) {
    return new ForecastSettings(horizon, sequence, DEFAULT_BATCH_SERIES, false);
  }
}
