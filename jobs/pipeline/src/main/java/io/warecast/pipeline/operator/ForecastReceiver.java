package io.warecast.pipeline.operator;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.hierarchy.Damping;

/** Where a forecast goes that had to wait for others to be scored with. */
@FunctionalInterface
interface ForecastReceiver {

  /**
   * Takes a forecast.
   *
   * @param firstRow features of step 1, the receiver's to keep
   * @param damping of its alignment, as the model in use has it
   */
  void accept(Forecast forecast, float[] firstRow, Damping damping) throws Exception;
}
