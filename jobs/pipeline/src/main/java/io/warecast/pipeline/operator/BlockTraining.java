package io.warecast.pipeline.operator;

import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.feature.FeatureSchema;
import io.warecast.domain.model.TrainingNotes;
import io.warecast.scoring.model.DemandModel;
import io.warecast.scoring.registry.ModelRegistry;
import io.warecast.scoring.training.ModelTraining;
import io.warecast.scoring.training.TrainingRows;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Trains and registers a model from blocks of rows. */
final class BlockTraining {

  /** Rows that the importance of features is found on: contributions take long. */
  private static final int SAMPLE = 500;

  private BlockTraining() {}

  /** Rows in all blocks. */
  static int rows(List<TrainingBlock> blocks) {
    return blocks.stream().mapToInt(block -> block.ratios().length).sum();
  }

  /**
   * Trains.
   *
   * @param blocks one a series; sorted in place, and empty afterwards to free their memory
   * @param onRound is called after every boosting round
   * @return the version
   */
  static String run(ModelTraining training, List<TrainingBlock> blocks, Runnable onRound) {
    // Subtasks deliver in no fixed order, and the same rows in another order are another model.
    blocks.sort(
        Comparator.comparing((TrainingBlock block) -> block.key().warehouseId())
            .thenComparing(block -> block.key().itemId()));
    long series = blocks.size();
    TrainingRows rows = gathered(blocks);
    String version = training.run(rows, series, onRound).version();
    note(training, version, rows);
    return version;
  }

  private static TrainingRows gathered(List<TrainingBlock> blocks) {
    TrainingRows rows = new TrainingRows(DemandFeatures.SCHEMA.width(), rows(blocks));
    for (TrainingBlock block : blocks) {
      rows.addAll(block.features(), block.ratios(), block.weights(), block.targetDays());
    }
    blocks.clear();
    return rows;
  }

  private static void note(ModelTraining training, String version, TrainingRows rows) {
    ModelRegistry models = ModelRegistry.at(training.registry(), training.name());
    FeatureSchema schema = DemandFeatures.SCHEMA;
    float[] sample = rows.sample(SAMPLE);
    try (DemandModel model = models.load(version, schema, training.config().threads())) {
      models.record(
          version,
          new TrainingNotes(
              Map.of(), model.importance(schema.names(), sample, sample.length / schema.width())));
    }
  }
}
