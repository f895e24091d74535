package io.warecast.pipeline.operator;

import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.forecast.Explanation;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.group.GroupMemory;
import io.warecast.domain.hierarchy.Damping;
import io.warecast.scoring.forecast.ForecastBasis;
import io.warecast.scoring.forecast.OwnForecast;
import io.warecast.scoring.forecast.OwnForecasts;
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

  /** Some ten kilobytes each. */
  private static final int REMEMBERED_GROUPS = 1_000;

  private final int batchRows;
  private final boolean quantilesAsPredicted;
  private final Map<String, String> categories;
  private final GroupMemory groups = new GroupMemory(REMEMBERED_GROUPS);
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
    ForecastBasis basis = basis(due.series());
    DemandFeatures features = basis.features();
    Optional<OwnForecast> own =
        OwnForecasts.withoutBoosters(
            basis, features, due.demandClass(), model, due.steps(), quantilesAsPredicted, groups);
    if (own.isPresent() || model == null) {
      float[] row = new float[DemandFeatures.SCHEMA.width()];
      features.fill(1, row, 0);
      Damping damping = model == null ? Damping.NONE : model.damping();
      due.receiver().accept(Forecasts.of(due, own.orElseThrow()), row, damping);
      return;
    }
    MicroBatch batch =
        batches.computeIfAbsent(
            model, scorer -> new MicroBatch(scorer, batchRows, quantilesAsPredicted));
    batch.add(due, features);
    if (batch.isFull()) {
      batch.score();
    }
  }

  private ForecastBasis basis(SeriesAtOrigin series) {
    return new ForecastBasis(
        series.key(),
        categories.getOrDefault(series.key().itemId(), ""),
        series.originDay(),
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
    DemandFeatures features = basis(series).features();
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
