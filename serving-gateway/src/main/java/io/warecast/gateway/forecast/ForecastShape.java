package io.warecast.gateway.forecast;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.series.SeriesKey;
import java.io.IOException;

/** Checks of a decoded forecast that its codec leaves to the reader. */
final class ForecastShape {

  private ForecastShape() {}

  /**
   * Passes when a forecast is of the asked series and its arrays fit together.
   *
   * @throws IOException when it is not
   */
  static void check(Forecast forecast, SeriesKey key) throws IOException {
    require(forecast.key().equals(key), "it is of series " + forecast.key());
    require(
        forecast.levels().length == forecast.quantiles().length,
        "levels and quantiles differ in length");
    requireFinite(forecast.mean());
    requireFinite(forecast.levels());
    for (float[] row : forecast.quantiles()) {
      require(row.length == forecast.horizon(), "a quantile's row and mean differ in length");
      requireFinite(row);
    }
  }

  private static void requireFinite(float[] values) throws IOException {
    for (float value : values) {
      require(Float.isFinite(value), "it has a value that is not finite");
    }
  }

  private static void require(boolean holds, String complaint) throws IOException {
    if (!holds) {
      throw new IOException("damaged forecast: " + complaint);
    }
  }
}
