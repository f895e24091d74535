package io.warecast.udf.forecast;

import io.warecast.domain.ActionableException;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.hierarchy.AlignmentRatios;
import io.warecast.domain.recalibration.IntervalFactors;
import io.warecast.scoring.forecast.ForecastBasis;
import io.warecast.scoring.forecast.OwnForecast;
import io.warecast.scoring.forecast.OwnForecasts;
import io.warecast.scoring.model.DemandModel;

/** The forecast of a SQL group, by the steps of the jobs and in their order. */
final class GroupForecast {

  private GroupForecast() {}

  /** The forecast, aligned and with corrected intervals as far as the options say by what. */
  static ForecastRows of(String function, HistoryAccumulator group, LoadedModels models) {
    ForecastOptions options = group.options();
    ForecastBasis basis = group.basis(function);
    DemandModel model = models.of(options);
    Forecast forecast = served(basis, OwnForecasts.of(basis, model, group.horizon));
    if (options.alignment.length > 0 && !basis.key().isGroup()) {
      forecast =
          new AlignmentRatios(basis.originDay(), options.alignment)
              .align(forecast, model.damping());
    }
    if (options.intervalFactors.length > 0) {
      forecast = factors(basis, forecast, options.intervalFactors).apply(forecast);
    }
    return ForecastRows.of(basis.originDay(), forecast.mean(), forecast.quantiles());
  }

  private static IntervalFactors factors(ForecastBasis basis, Forecast forecast, float[] factors) {
    try {
      return new IntervalFactors(
          basis.key(), basis.demandClass(), basis.originDay(), forecast.levels(), factors);
    } catch (IllegalArgumentException e) {
      throw new ActionableException(
          "FORECAST_OPTIONS: argument interval_factors has " + e.getMessage(), e);
    }
  }

  private static Forecast served(ForecastBasis basis, OwnForecast own) {
    return new Forecast(
        basis.key(),
        basis.originDay(),
        0,
        0,
        0,
        0,
        own.tier(),
        own.method(),
        own.modelVersion(),
        own.mean(),
        own.levels(),
        own.quantiles());
  }
}
