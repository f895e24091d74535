package io.warecast.pipeline.operator;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.series.SeriesKey;

/** Makes forecasts, at once or soon, and sets the key of their series when they are made. */
interface SeriesScoring {

  /** Leaves the current key as it is. */
  void forecast(DueForecast due) throws Exception;

  /** A day has closed and been forecast, which has gone out. */
  void closed(SeriesAtOrigin series, Forecast served);

  /** A series is to have its turn, soon, at {@link SeriesForecasting#turnHasCome}. */
  void waits(SeriesKey key);

  /** Makes a series the current one. */
  void turnTo(SeriesKey key);
}
