package io.warecast.pipeline.operator;

import io.warecast.domain.demand.DemandHistory;
import io.warecast.domain.forecast.BaselineForecaster;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.WeekdayWindow;
import java.util.function.BiConsumer;

/**
 * What one forecaster said, as a backtest compares it.
 *
 * @param forecaster its name in the figures
 * @param mean one value a step
 * @param levels of the quantiles, ascending
 * @param quantiles by level, then by step
 */
public record Prediction(String forecaster, float[] levels, float[] mean, float[][] quantiles) {

  static Prediction of(String forecaster, Forecast forecast) {
    return new Prediction(forecaster, forecast.levels(), forecast.mean(), forecast.quantiles());
  }

  static Prediction of(
      BaselineForecaster baseline,
      DemandHistory history,
      int originDay,
      float[] levels,
      int horizon) {
    return made(
        baseline.method().wireName(),
        levels,
        horizon,
        (mean, quantiles) -> baseline.forecast(history, originDay, levels, mean, quantiles));
  }

  static Prediction of(
      WeekdayWindow window, DemandHistory history, int originDay, float[] levels, int horizon) {
    return made(
        window.wireName(),
        levels,
        horizon,
        (mean, quantiles) -> window.forecast(history, originDay, levels, mean, quantiles));
  }

  private static Prediction made(
      String forecaster, float[] levels, int horizon, BiConsumer<float[], float[][]> forecast) {
    float[] mean = new float[horizon];
    float[][] quantiles = new float[levels.length][horizon];
    forecast.accept(mean, quantiles);
    return new Prediction(forecaster, levels, mean, quantiles);
  }
}
