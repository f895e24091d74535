package io.warecast.pipeline.operator;

import io.warecast.scoring.training.ModelTraining;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fits a model to the rows of each warehouse, where these are enough.
 *
 * @param trainings by warehouse
 */
public record WarehouseFits(Map<String, ModelTraining> trainings)
    implements WarehouseWork<TrainingBlock> {

  public WarehouseFits {
    trainings = Map.copyOf(trainings);
  }

  @Override
  public String warehouseId(TrainingBlock block) {
    return block.key().warehouseId();
  }

  @Override
  public Optional<String> run(String warehouseId, List<TrainingBlock> blocks, Runnable onRound) {
    ModelTraining training = WarehouseTrials.of(trainings, warehouseId);
    int rows = BlockTraining.rows(blocks);
    if (rows < training.fewestRows()) {
      return Optional.of(
          "%,d rows up to %s, a model of its own takes %,d or more"
              .formatted(
                  rows, LocalDate.ofEpochDay(training.plan().lastDay()), training.fewestRows()));
    }
    BlockTraining.run(training, blocks, onRound);
    return Optional.empty();
  }
}
