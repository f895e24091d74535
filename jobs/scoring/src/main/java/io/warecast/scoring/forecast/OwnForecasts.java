package io.warecast.scoring.forecast;

import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.forecast.BaselineForecaster;
import io.warecast.domain.forecast.ConformalOffsets;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.Quantiles;
import io.warecast.domain.forecast.SeasonalForecaster;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.group.GroupForecaster;
import io.warecast.domain.group.GroupMemory;
import io.warecast.domain.model.NewItems;
import io.warecast.scoring.model.DemandModel;
import io.warecast.scoring.model.RatioPredictions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the forecast of a series: decides which forecaster makes it, and calibrates what the
 * boosters predict.
 */
public final class OwnForecasts {

  private static final int WIDTH = DemandFeatures.SCHEMA.width();
  private static final String NO_MODEL = "seasonal";

  /** Levels of the seasonal forecast while there is no model that names others. */
  private static final float[] DEFAULT_LEVELS = {.025f, .25f, .5f, .75f, .975f};

  private OwnForecasts() {}

  /** The forecast of one series by itself; many are made faster in batches of rows. */
  public static OwnForecast of(ForecastBasis basis, DemandModel model, int steps) {
    DemandFeatures features = basis.features();
    DemandClass demandClass = basis.demandClass();
    return withoutBoosters(basis, features, demandClass, model, steps, false, new GroupMemory(0))
        .orElseGet(() -> boosted(features, demandClass, model, steps));
  }

  private static OwnForecast boosted(
      DemandFeatures features, DemandClass demandClass, DemandModel model, int steps) {
    float[] rows = new float[steps * WIDTH];
    for (int step = 1; step <= steps; step++) {
      features.fill(step, rows, (step - 1) * WIDTH);
    }
    return scored(
        model, model.predictSeries(rows, steps), 0, features.level(), demandClass, steps, false);
  }

  /**
   * The forecast of a series that the model's boosters do not make: of a group, of one without a
   * usable history, of an item that has not sold yet, of a class that another method does better
   * for, or without any model.
   *
   * @param features of the same basis
   * @param demandClass of the same basis
   * @param quantilesAsPredicted whether quantiles are left uncalibrated
   * @param memory of group series
   * @return empty for a series that the boosters are to forecast
   */
  public static Optional<OwnForecast> withoutBoosters(
      ForecastBasis basis,
      DemandFeatures features,
      DemandClass demandClass,
      @Nullable DemandModel model,
      int steps,
      boolean quantilesAsPredicted,
      GroupMemory memory) {
    if (basis.key().isGroup()) {
      return Optional.of(group(basis, model, steps, memory));
    }
    if (model != null && isOnOfferUnsold(basis)) {
      Optional<NewItems> expected = model.newItemsOf(basis.category());
      if (expected.isPresent()) {
        return Optional.of(likeItems(basis, expected.get(), model, steps));
      }
    }
    if (model == null || !features.usable()) {
      ConformalOffsets offsets =
          model == null || quantilesAsPredicted ? ConformalOffsets.NONE : model.offsets();
      return Optional.of(seasonal(basis, levels(model), steps, offsets));
    }
    return BaselineForecaster.of(model.method(demandClass))
        .map(baseline -> baseline(basis, baseline, model, steps));
  }

  /**
   * The forecast that the boosters make of a series.
   *
   * @param firstRow of the series' steps among the predictions
   * @param level of the series, which the predictions are ratios to
   * @param quantilesAsPredicted whether quantiles are left uncalibrated and unordered
   */
  public static OwnForecast scored(
      DemandModel model,
      RatioPredictions predictions,
      int firstRow,
      float level,
      DemandClass demandClass,
      int steps,
      boolean quantilesAsPredicted) {
    float[] levels = model.levels();
    float[] mean = new float[steps];
    float[][] quantiles = new float[levels.length][steps];
    predictions.toUnits(firstRow, level, mean, quantiles);
    if (!quantilesAsPredicted) {
      model.offsets().move(demandClass, quantiles);
      Quantiles.enclose(mean, quantiles);
    }
    return new OwnForecast(Tier.MODEL, Method.XGBOOST, model.version(), mean, levels, quantiles);
  }

  private static float[] levels(@Nullable DemandModel model) {
    return model == null ? DEFAULT_LEVELS : model.levels();
  }

  /** The forecast of weekday means, for series that no model can serve. */
  private static OwnForecast seasonal(
      ForecastBasis basis, float[] levels, int steps, ConformalOffsets offsets) {
    float[] mean = new float[steps];
    float[][] quantiles = new float[levels.length][steps];
    SeasonalForecaster.forecast(basis.history(), basis.originDay(), levels, mean, quantiles);
    offsets.move(DemandClass.NEW, quantiles);
    Quantiles.enclose(mean, quantiles);
    return new OwnForecast(Tier.SEASONAL, Method.SEASONAL, NO_MODEL, mean, levels, quantiles);
  }

  private static boolean isOnOfferUnsold(ForecastBasis basis) {
    return basis.offers().fromDays().length > 0 && !basis.history().hasKnownDay(basis.originDay());
  }

  /** The forecast of an item that has not sold yet: what others like it went on to sell. */
  private static OwnForecast likeItems(
      ForecastBasis basis, NewItems expected, DemandModel model, int steps) {
    float[] levels = model.levels();
    float[] mean = new float[steps];
    float[][] quantiles = new float[levels.length][steps];
    OfferTimeline offers = basis.offers();
    for (int step = 1; step <= steps; step++) {
      if (offers.isForSale(basis.originDay() + step)) {
        mean[step - 1] = (float) expected.mean();
        for (int i = 0; i < levels.length; i++) {
          quantiles[i][step - 1] = expected.quantiles().get(i);
        }
      }
    }
    Quantiles.enclose(mean, quantiles);
    return new OwnForecast(Tier.MODEL, Method.LIKE_ITEMS, model.version(), mean, levels, quantiles);
  }

  /** The forecast of the method that serves a class of series better than the boosters. */
  private static OwnForecast baseline(
      ForecastBasis basis, BaselineForecaster baseline, DemandModel model, int steps) {
    float[] levels = model.levels();
    float[] mean = new float[steps];
    float[][] quantiles = new float[levels.length][steps];
    baseline.forecast(basis.history(), basis.originDay(), levels, mean, quantiles);
    return new OwnForecast(Tier.MODEL, baseline.method(), model.version(), mean, levels, quantiles);
  }

  /**
   * The forecast of a group series. It bears the version of the model in use, if there is one: the
   * two are judged, and replaced, together.
   */
  private static OwnForecast group(
      ForecastBasis basis, @Nullable DemandModel model, int steps, GroupMemory memory) {
    float[] levels = levels(model);
    float[] mean = new float[steps];
    float[][] quantiles = new float[levels.length][steps];
    boolean enough =
        GroupForecaster.forecast(
            basis.key(),
            memory,
            basis.originDay(),
            basis.history(),
            basis.calendar(),
            levels,
            mean,
            quantiles);
    String version = enough && model != null ? model.version() : NO_MODEL;
    return new OwnForecast(
        version.equals(NO_MODEL) ? Tier.SEASONAL : Tier.MODEL,
        enough ? Method.GROUP : Method.SEASONAL,
        version,
        mean,
        levels,
        quantiles);
  }
}
