package io.warecast.pipeline.operator;

import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.SeasonalForecaster;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.model.ModelReference;
import io.warecast.scoring.model.DemandModel;
import io.warecast.scoring.registry.ModelRegistry;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts series: rows of many series gather in a micro-batch that is scored by one call; series
 * that no model can serve get the seasonal forecast at once.
 */
public final class ForecastFunction implements SeriesFunction<Forecast> {

  private static final long serialVersionUID = 1L;

  /** Levels of the seasonal forecast while there is no model that names others. */
  private static final float[] DEFAULT_LEVELS = {.025f, .5f, .975f};

  private static final String NO_MODEL = "seasonal";

  private final ForecastSettings settings;
  private transient @Nullable DemandModel model;
  private transient MicroBatch batch;

  public ForecastFunction(ForecastSettings settings) {
    this.settings = settings;
    this.batch = new MicroBatch(settings);
  }

  @Override
  public void open() {
    batch = new MicroBatch(settings);
  }

  @Override
  public void activate(ModelReference reference) {
    // One thread: subtasks are what scoring is spread over.
    DemandModel next =
        ModelRegistry.at(reference.registry(), reference.name())
            .load(reference.version(), DemandFeatures.SCHEMA, 1);
    close();
    model = next;
  }

  @Override
  public boolean apply(SeriesAtOrigin series, Collector<Forecast> out) {
    DemandFeatures features =
        DemandFeatures.at(
            series.originDay(),
            series.history(),
            series.calendar(),
            series.offers(),
            series.key().isGroup());
    if (model == null || !features.usable()) {
      out.collect(seasonal(series));
      return false;
    }
    batch.add(series, features);
    if (batch.isFull()) {
      flush(out);
    }
    return !batch.isEmpty();
  }

  @Override
  public void flush(Collector<Forecast> out) {
    if (model != null && !batch.isEmpty()) {
      batch.score(model, out);
    }
  }

  @Override
  public void close() {
    if (model != null) {
      model.close();
      model = null;
    }
  }

  private Forecast seasonal(SeriesAtOrigin series) {
    float[] levels = model == null ? DEFAULT_LEVELS : model.levels();
    float[] mean = new float[settings.horizon()];
    float[][] quantiles = new float[levels.length][settings.horizon()];
    SeasonalForecaster.forecast(series.history(), series.originDay(), levels, mean, quantiles);
    return Forecasts.of(series, settings, Tier.SEASONAL, NO_MODEL, mean, levels, quantiles);
  }
}
