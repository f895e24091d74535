package io.warecast.pipeline.operator;

import io.warecast.domain.forecast.Forecast;

/** Where a forecast goes that had to wait for others to be scored with. */
@FunctionalInterface
interface ForecastReceiver {

  /**
   * Takes a forecast.
   *
   * @param firstRow features of step 1, the receiver's to keep
   */
  void accept(Forecast forecast, float[] firstRow) throws Exception;
}
