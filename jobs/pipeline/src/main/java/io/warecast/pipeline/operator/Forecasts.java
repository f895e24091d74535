package io.warecast.pipeline.operator;

import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.forecast.BaselineForecaster;
import io.warecast.domain.forecast.ConformalOffsets;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.Quantiles;
import io.warecast.domain.forecast.SeasonalForecaster;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.group.GroupForecaster;
import io.warecast.scoring.model.DemandModel;
import org.jspecify.annotations.Nullable;

/** Puts what was predicted for a series together with what is known of its origin. */
final class Forecasts {

  private static final String NO_MODEL = "seasonal";

  private Forecasts() {}

  /** The forecast of weekday means, for series that no model can serve. */
  static Forecast seasonal(DueForecast due, float[] levels, ConformalOffsets offsets) {
    float[] mean = new float[due.steps()];
    float[][] quantiles = new float[levels.length][due.steps()];
    SeriesAtOrigin series = due.series();
    SeasonalForecaster.forecast(series.history(), series.originDay(), levels, mean, quantiles);
    offsets.move(DemandClass.NEW, quantiles);
    Quantiles.enclose(mean, quantiles);
    return of(due, Tier.SEASONAL, Method.SEASONAL, NO_MODEL, mean, levels, quantiles);
  }

  /** The forecast of the method that serves a class of series better than the model. */
  static Forecast baseline(
      DueForecast due, BaselineForecaster baseline, String modelVersion, float[] levels) {
    float[] mean = new float[due.steps()];
    float[][] quantiles = new float[levels.length][due.steps()];
    SeriesAtOrigin series = due.series();
    baseline.forecast(series.history(), series.originDay(), levels, mean, quantiles);
    return of(due, Tier.MODEL, baseline.method(), modelVersion, mean, levels, quantiles);
  }

  /**
   * The forecast of a group series. It bears the version of the model in use, if there is one: the
   * two are judged, and replaced, together.
   */
  static Forecast group(DueForecast due, @Nullable DemandModel model, float[] levels) {
    float[] mean = new float[due.steps()];
    float[][] quantiles = new float[levels.length][due.steps()];
    SeriesAtOrigin series = due.series();
    boolean enough =
        GroupForecaster.forecast(
            series.originDay(), series.history(), series.calendar(), levels, mean, quantiles);
    String version = enough && model != null ? model.version() : NO_MODEL;
    return of(
        due,
        version.equals(NO_MODEL) ? Tier.SEASONAL : Tier.MODEL,
        enough ? Method.GROUP : Method.SEASONAL,
        version,
        mean,
        levels,
        quantiles);
  }

  static Forecast of(
      DueForecast due,
      Tier tier,
      Method method,
      String modelVersion,
      float[] mean,
      float[] levels,
      float[][] quantiles) {
    return new Forecast(
        due.series().key(),
        due.series().originDay(),
        due.asOf(),
        due.sequence(),
        due.watermark(),
        System.currentTimeMillis(),
        tier,
        method,
        modelVersion,
        mean,
        levels,
        quantiles);
  }
}
