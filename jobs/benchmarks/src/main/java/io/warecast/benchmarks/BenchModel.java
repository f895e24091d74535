package io.warecast.benchmarks;

import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.model.ModelReference;
import io.warecast.pipeline.operator.SeriesAtOrigin;
import io.warecast.scoring.registry.ModelRegistry;
import io.warecast.scoring.training.ModelTraining;
import io.warecast.scoring.training.RowSampler;
import io.warecast.scoring.training.SamplingPlan;
import io.warecast.scoring.training.TrainingConfig;
import io.warecast.scoring.training.TrainingRows;
import java.time.Duration;
import java.util.List;

/** The model that a benchmark scores with. */
final class BenchModel {

  static final String NAME = "demand";

  private static final String VERSION = "bench";
  private static final int LONGEST_HORIZON = 28;
  private static final int ROWS_PER_SERIES = 60;
  private static final int DAYS = 300;

  private BenchModel() {}

  /** As many and as deep trees as production trains; a quick one has a tenth of them. */
  static TrainingConfig config(boolean quick) {
    TrainingConfig production =
        TrainingConfig.defaults(1, Runtime.getRuntime().availableProcessors());
    return quick
        ? production.withTrees(
            production.mean().withRounds(production.mean().rounds() / 10),
            production.quantiles().withRounds(production.quantiles().rounds() / 10))
        : production;
  }

  /** Trains from series and makes the result the registry's latest. */
  static ModelReference train(String registry, List<SeriesAtOrigin> series, TrainingConfig config) {
    SamplingPlan plan =
        new SamplingPlan(
            GeneratedSeries.LAST_DAY, DAYS, LONGEST_HORIZON, ROWS_PER_SERIES, false, 1);
    RowSampler sampler = new RowSampler(plan);
    TrainingRows rows = new TrainingRows(DemandFeatures.SCHEMA.width());
    for (SeriesAtOrigin one : series) {
      sampler.sample(one.key(), "", one.history(), one.calendar(), one.offers(), rows);
    }
    new ModelTraining(registry, NAME, VERSION, "generated", plan, config, true, Duration.ZERO)
        .run(rows, series.size(), () -> {});
    ModelRegistry.at(registry, NAME).promote(VERSION);
    return ModelReference.global(registry, NAME, VERSION);
  }

  /** The latest model of a registry, checked to fit this code. */
  static ModelReference latest(String registry) {
    ModelRegistry models = ModelRegistry.at(registry, NAME);
    String version = models.manifest("latest").version();
    models.load(version, DemandFeatures.SCHEMA, 1).close();
    return ModelReference.global(registry, NAME, version);
  }
}
