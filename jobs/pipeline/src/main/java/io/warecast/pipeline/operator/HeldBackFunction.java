package io.warecast.pipeline.operator;

import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.demand.DemandHistory;
import io.warecast.domain.forecast.BaselineForecaster;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.model.ModelReference;
import io.warecast.domain.series.SeriesKey;
import io.warecast.scoring.calibration.HeldBackForecast;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.util.Collector;

/**
 * Forecasts every series at past origins, as it would have been forecast then, and puts beside each
 * forecast what happened since.
 */
public final class HeldBackFunction implements SeriesFunction<HeldBackForecast> {

  private static final long serialVersionUID = 1L;

  private final HeldBackPlan plan;
  private final HashMap<String, String> categories;
  private transient ActiveModels models;
  private transient Forecaster forecaster;

  /**
   * Forecasts by this plan.
   *
   * @param categories by item id; items without a category are left out
   */
  public HeldBackFunction(HeldBackPlan plan, Map<String, String> categories) {
    this.plan = plan;
    this.categories = new HashMap<>(categories);
    this.models = new ActiveModels();
    this.forecaster = newForecaster();
  }

  @Override
  public void open() {
    models = new ActiveModels();
    forecaster = newForecaster();
  }

  @Override
  public void activate(ModelReference reference) {
    if (models.replace(reference.warehouseId(), ActiveModels.load(reference)) != null) {
      throw new IllegalStateException("held-back origins are forecast with one model");
    }
  }

  @Override
  public boolean apply(SeriesAtOrigin series, Collector<HeldBackForecast> out) throws Exception {
    int[] origins = plan.origins(series.key().isGroup()).toArray();
    for (int origin : origins) {
      DemandHistory known = series.history().upTo(origin);
      if (known.hasKnownDay(origin) || isListed(series, origin)) {
        forecast(series, origin, known, out);
      }
    }
    return forecaster.hasWaiting();
  }

  /** Whether an item has a price on any of the days after an origin. */
  private static boolean isListed(SeriesAtOrigin series, int origin) {
    for (int step = 1; step <= HeldBackPlan.DAYS_APART; step++) {
      if (series.offers().isForSale(origin + step)) {
        return true;
      }
    }
    return false;
  }

  private void forecast(
      SeriesAtOrigin series, int origin, DemandHistory known, Collector<HeldBackForecast> out)
      throws Exception {
    SeriesAtOrigin then =
        new SeriesAtOrigin(series.key(), origin, known, series.calendar(), series.offers());
    DemandClass demandClass = then.demandClass();
    long asOf = series.calendar().warehouse().endOfDay(origin);
    forecaster.add(
        new DueForecast(
            then,
            demandClass,
            asOf,
            0,
            asOf,
            plan.steps(series.key().isGroup()),
            (forecast, firstRow, damping) ->
                out.collect(beside(forecast, demandClass, known, series))),
        models.of(series.key()));
  }

  private HeldBackForecast beside(
      Forecast forecast, DemandClass demandClass, DemandHistory known, SeriesAtOrigin series) {
    SeriesKey key = forecast.key();
    int origin = forecast.originDay();
    boolean isUnsold = !known.hasKnownDay(origin);
    boolean isWaiting = isUnsold;
    float[] actual = new float[forecast.horizon()];
    for (int step = 1; step <= actual.length; step++) {
      float units = series.history().at(origin + step);
      isWaiting &= Float.isNaN(units);
      // Of an item that waits for its first order a day on offer is known: nothing was ordered.
      actual[step - 1] = isWaiting && series.offers().isForSale(origin + step) ? 0 : units;
    }
    return new HeldBackForecast(
        key,
        demandClass,
        origin,
        scale(known),
        forecast.method(),
        isUnsold,
        actual,
        forecast.mean(),
        forecast.quantiles(),
        key.isGroup() ? new float[0][] : baselines(forecast.levels(), known, origin));
  }

  private float[][] baselines(float[] levels, DemandHistory known, int origin) {
    BaselineForecaster[] baselines = BaselineForecaster.values();
    float[][] means = new float[baselines.length][HeldBackPlan.DAYS_APART];
    for (int i = 0; i < baselines.length; i++) {
      float[][] unused = new float[levels.length][HeldBackPlan.DAYS_APART];
      baselines[i].forecast(known, origin, levels, means[i], unused);
    }
    return means;
  }

  /** Mean squared difference of successive known days, from the first with demand on. */
  private static double scale(DemandHistory known) {
    double squares = 0;
    int days = 0;
    float before = Float.NaN;
    for (int day = known.firstDay(); day <= known.lastDay(); day++) {
      float units = known.at(day);
      if (!Float.isNaN(before) && !Float.isNaN(units)) {
        squares += Math.pow(units - (double) before, 2);
        days++;
      }
      if (!Float.isNaN(before) || units > 0) {
        before = units;
      }
    }
    return days == 0 ? 0 : squares / days;
  }

  @Override
  public void flush(Collector<HeldBackForecast> out) throws Exception {
    forecaster.flushAll();
  }

  @Override
  public void close() {
    models.close();
  }

  private Forecaster newForecaster() {
    return new Forecaster(
        ForecastSettings.DEFAULT_BATCH_SERIES * HeldBackPlan.DAYS_APART, true, categories);
  }
}
