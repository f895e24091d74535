package io.warecast.pipeline.operator;

import java.io.Serializable;

/**
 * What distinguishes one stream of forecasts from another.
 *
 * @param horizon steps to forecast
 * @param sequence generation of the forecasts among those of the same origin
 * @param batchSeries series that are scored in one call of a booster; its fixed cost is that of
 *     some hundred rows
 */
public record ForecastSettings(int horizon, long sequence, int batchSeries)
    implements Serializable {

  /** Series a call at which scoring runs at the booster's own speed. */
  public static final int DEFAULT_BATCH_SERIES = 128;
}
