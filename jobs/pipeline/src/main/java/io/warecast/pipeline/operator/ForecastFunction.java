package io.warecast.pipeline.operator;

import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.model.ModelReference;
import io.warecast.scoring.model.DemandModel;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.util.Collector;

/** Forecasts every series from the close of its origin day. */
public final class ForecastFunction implements SeriesFunction<MadeForecast> {

  private static final long serialVersionUID = 1L;

  private final ForecastSettings settings;
  private final HashMap<String, String> categories;
  private transient ActiveModels models;
  private transient Forecaster forecaster;

  /**
   * Forecasts by these settings.
   *
   * @param categories by item id; items without a category are left out
   */
  public ForecastFunction(ForecastSettings settings, Map<String, String> categories) {
    this.settings = settings;
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
    DemandModel replaced = models.replace(reference.warehouseId(), ActiveModels.load(reference));
    if (replaced != null) {
      forecaster.forget(replaced);
      replaced.close();
    }
  }

  @Override
  public boolean apply(SeriesAtOrigin series, Collector<MadeForecast> out) throws Exception {
    long asOf = series.calendar().warehouse().endOfDay(series.originDay());
    DemandClass demandClass = series.demandClass();
    float units = series.history().at(series.originDay());
    DueForecast due =
        new DueForecast(
            series,
            demandClass,
            asOf,
            settings.sequence(),
            asOf,
            settings.horizon(),
            (forecast, firstRow, damping) ->
                out.collect(MadeForecast.atClosing(forecast, asOf, damping, demandClass, units)));
    forecaster.add(due, models.of(series.key()));
    return forecaster.hasWaiting();
  }

  @Override
  public void flush(Collector<MadeForecast> out) throws Exception {
    forecaster.flushAll();
  }

  @Override
  public void close() {
    models.close();
  }

  private Forecaster newForecaster() {
    return new Forecaster(
        settings.batchSeries() * settings.horizon(), settings.quantilesAsPredicted(), categories);
  }
}
