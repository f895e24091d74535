package io.warecast.pipeline.operator;

import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.forecast.BaselineForecaster;
import io.warecast.domain.forecast.ConformalOffsets;
import io.warecast.domain.forecast.Explanation;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.hierarchy.Damping;
import io.warecast.scoring.model.DemandModel;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes forecasts: rows of many series gather in a micro-batch of their model that is scored by one
 * call; group series, and those that no model can serve, get a forecast that needs none at once.
 */
final class Forecaster {

  /** Levels of the seasonal forecast while there is no model that names others. */
  private static final float[] DEFAULT_LEVELS = {.025f, .25f, .5f, .75f, .975f};

  private final int batchRows;
  private final boolean quantilesAsPredicted;
  private final Map<String, String> categories;
  private final IdentityHashMap<DemandModel, MicroBatch> batches = new IdentityHashMap<>();

  /**
   * A forecaster that scores once so many rows of a model have gathered.
   *
   * @param quantilesAsPredicted whether quantiles are left uncalibrated and unordered
   * @param categories by item id; items without a category are left out
   */
  Forecaster(int batchRows, boolean quantilesAsPredicted, Map<String, String> categories) {
    this.batchRows = batchRows;
    this.quantilesAsPredicted = quantilesAsPredicted;
    this.categories = categories;
  }

  /** Makes a forecast now or when others have joined it, at the latest when flushed. */
  void add(DueForecast due, @Nullable DemandModel model) throws Exception {
    SeriesAtOrigin series = due.series();
    DemandFeatures features = features(series);
    boolean isGroup = series.key().isGroup();
    if (model == null || !features.usable() || isGroup) {
      float[] row = new float[DemandFeatures.SCHEMA.width()];
      features.fill(1, row, 0);
      float[] levels = model == null ? DEFAULT_LEVELS : model.levels();
      Damping damping = model == null ? Damping.NONE : model.damping();
      Forecast made =
          isGroup
              ? Forecasts.group(due, model, levels)
              : Forecasts.seasonal(due, levels, ofNewItems(model));
      due.receiver().accept(made, row, damping);
      return;
    }
    DemandClass demandClass = DemandClass.of(series.key(), series.history(), series.originDay());
    Optional<BaselineForecaster> baseline = BaselineForecaster.of(model.method(demandClass));
    if (baseline.isPresent()) {
      float[] row = new float[DemandFeatures.SCHEMA.width()];
      features.fill(1, row, 0);
      Forecast forecast = Forecasts.baseline(due, baseline.get(), model.version(), model.levels());
      due.receiver().accept(forecast, row, model.damping());
      return;
    }
    MicroBatch batch =
        batches.computeIfAbsent(
            model, scorer -> new MicroBatch(scorer, batchRows, quantilesAsPredicted));
    batch.add(due, features, demandClass);
    if (batch.isFull()) {
      batch.score();
    }
  }

  private ConformalOffsets ofNewItems(@Nullable DemandModel model) {
    return model == null || quantilesAsPredicted ? ConformalOffsets.NONE : model.offsets();
  }

  private DemandFeatures features(SeriesAtOrigin series) {
    return DemandFeatures.at(
        series.originDay(),
        series.key(),
        categories.getOrDefault(series.key().itemId(), ""),
        series.history(),
        series.calendar(),
        series.offers());
  }

  /**
   * What the mean of a forecast is made up of, before its alignment.
   *
   * @param model that the forecast was to be made with
   */
  Explanation explain(Forecast made, SeriesAtOrigin series, @Nullable DemandModel model) {
    if (model == null || made.method() != Method.XGBOOST) {
      return Explanation.whole(made.method().wireName(), made.mean());
    }
    DemandFeatures features = features(series);
    int width = DemandFeatures.SCHEMA.width();
    float[] rows = new float[made.horizon() * width];
    for (int step = 1; step <= made.horizon(); step++) {
      features.fill(step, rows, (step - 1) * width);
    }
    return model.explain(rows, made.horizon(), features.level(), DemandFeatures.SCHEMA.names());
  }

  /** Whether a flush would make any forecast. */
  boolean hasWaiting() {
    return batches.values().stream().anyMatch(batch -> !batch.isEmpty());
  }

  /** Makes every forecast that waits, and those that they make due in turn. */
  void flushAll() throws Exception {
    while (hasWaiting()) {
      for (MicroBatch batch : batches.values().toArray(MicroBatch[]::new)) {
        if (!batch.isEmpty()) {
          batch.score();
        }
      }
    }
  }

  /** Forgets a model that is not used any more; nothing of it may wait. */
  void forget(DemandModel model) {
    batches.remove(model);
  }
}
