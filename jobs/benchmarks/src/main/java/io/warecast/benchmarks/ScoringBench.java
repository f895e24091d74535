package io.warecast.benchmarks;

import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.model.ModelReference;
import io.warecast.pipeline.operator.ForecastFunction;
import io.warecast.pipeline.operator.ForecastSettings;
import io.warecast.pipeline.operator.SeriesAtOrigin;
import io.warecast.scoring.model.DemandModel;
import io.warecast.scoring.registry.ModelRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * {@code bench scoring}: predictions a second of the forecast function, features included, and of
 * scoring alone, against XGBoost's own {@code inplace_predict} of the same boosters on the same
 * rows in calls of the same size. One thread, by its processor time.
 */
public final class ScoringBench {

  private static final int HORIZON = 7;
  private static final int[] BATCHES = {1, 16, 128, 1_024};
  private static final int TRAINING_SERIES = 1_000;
  private static final int HISTORY_DAYS = 800;
  private static final int WARM_UPS = 2;
  private static final String UNIT = "predictions_per_cpu_s";

  /** Asked for at 128 series a call; a limit of the same call size makes it fair at every size. */
  private static final double TARGET = 0.9;

  private final ScoringPlan plan;
  private final ModelReference model;
  private final List<SeriesAtOrigin> series;
  private final Consumer<String> notes;
  private final List<Measured> figures = new ArrayList<>();
  private final List<Ratio> ratios = new ArrayList<>();

  private ScoringBench(
      ScoringPlan plan, ModelReference model, List<SeriesAtOrigin> series, Consumer<String> notes) {
    this.plan = plan;
    this.model = model;
    this.series = series;
    this.notes = notes;
  }

  /**
   * Measures.
   *
   * @param registry URI of a registry whose latest model is scored; else one is trained
   * @param scratch an empty folder
   * @param notes is told what is being done
   */
  public static BenchReport run(
      ScoringPlan plan, Optional<String> registry, Path scratch, Consumer<String> notes) {
    GeneratedSeries generated = GeneratedSeries.of(plan.series(), HISTORY_DAYS);
    ModelReference model =
        registry.map(BenchModel::latest).orElseGet(() -> trained(plan, generated, scratch, notes));
    return new ScoringBench(plan, model, generated.first(plan.series()), notes).measure();
  }

  private static ModelReference trained(
      ScoringPlan plan, GeneratedSeries generated, Path scratch, Consumer<String> notes) {
    notes.accept("training a model on generated series");
    return BenchModel.train(
        scratch.toUri().toString(),
        generated.first(TRAINING_SERIES),
        BenchModel.config(plan.quick()));
  }

  private BenchReport measure() {
    for (int batch : BATCHES) {
      notes.accept("%,d series a call".formatted(batch));
      measure(batch);
    }
    return new BenchReport(
        "scoring",
        "%,d series, horizon %d, model %s; one thread, per second of its processor time"
            .formatted(series.size(), HORIZON, model.version()),
        figures,
        ratios);
  }

  private void measure(int batch) {
    FeatureBlocks blocks = FeatureBlocks.of(series, batch, HORIZON);
    ForecastFunction function =
        new ForecastFunction(new ForecastSettings(HORIZON, 1, batch, false), Map.of());
    function.open();
    function.activate(model);
    try (RawBoosters raw = RawBoosters.load(model);
        DemandModel scoring =
            ModelRegistry.at(model.registry(), model.name())
                .load(model.version(), DemandFeatures.SCHEMA, 1)) {
      add(
          batch,
          new Repeated(UNIT, WARM_UPS, plan.repetitions())
              .work("raw_" + batch, plan.sliceMillis(), () -> raw(raw, blocks))
              .work("scoring_" + batch, plan.sliceMillis(), () -> blocks.scoreBy(scoring, HORIZON))
              .work("operator_" + batch, plan.sliceMillis(), () -> operator(function))
              .work("features_" + batch, plan.sliceMillis(), this::features)
              .measure());
    } finally {
      function.close();
    }
  }

  private void add(int batch, Repeated.Rates measured) {
    Measured raw = measured.of("raw_" + batch);
    Measured scoring = measured.of("scoring_" + batch);
    Measured operator = measured.of("operator_" + batch);
    Measured features = measured.of("features_" + batch);
    figures.addAll(List.of(raw, scoring, operator, features));
    // Both rates are of the same predictions: their ratio is that of the times, the other way
    // round.
    figures.add(percent(Measured.ratio("features_of_operator_" + batch, operator, features)));
    ratios.add(Ratio.of("operator_" + batch, operator, raw, TARGET));
    ratios.add(Ratio.of("scoring_" + batch, scoring, raw, TARGET));
  }

  private static Measured percent(Measured share) {
    double[] percent = share.values().clone();
    for (int i = 0; i < percent.length; i++) {
      percent[i] *= 100;
    }
    return new Measured(share.name(), "percent", percent);
  }

  private static long raw(RawBoosters boosters, FeatureBlocks blocks) {
    long predictions = 0;
    for (float[] block : blocks.rows()) {
      predictions += boosters.predict(block);
    }
    return predictions;
  }

  private long operator(ForecastFunction function) throws Exception {
    PredictionCount count = new PredictionCount();
    for (SeriesAtOrigin one : series) {
      boolean unused = function.apply(one, count);
    }
    function.flush(count);
    return count.predictions();
  }

  private long features() {
    float[] rows = new float[HORIZON * DemandFeatures.SCHEMA.width()];
    float sum = 0;
    for (SeriesAtOrigin one : series) {
      sum += FeatureBlocks.fill(one, HORIZON, rows, 0);
    }
    return sum > 0 ? (long) series.size() * HORIZON : 0;
  }
}
