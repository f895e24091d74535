package io.warecast.pipeline.operator;

import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.feature.FeatureSchema;
import io.warecast.domain.model.TrainingNotes;
import io.warecast.scoring.model.DemandModel;
import io.warecast.scoring.registry.ModelRegistry;
import io.warecast.scoring.training.ModelTraining;
import io.warecast.scoring.training.TrainingRows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Gathers the rows of all series and, when the last has come, trains and registers the model, whose
 * version it gives out. Runs in one subtask, for bounded input.
 */
public final class TrainingOperator extends AbstractStreamOperator<String>
    implements OneInputStreamOperator<TrainingBlock, String>, BoundedOneInput {

  /** Accumulator: boosting rounds that are done. */
  public static final String ROUNDS_DONE = "rounds_done";

  private static final long serialVersionUID = 1L;

  /** Rows that the importance of features is found on: contributions take long. */
  private static final int SAMPLE = 500;

  private final ModelTraining training;
  private transient List<TrainingBlock> blocks;
  private transient LongCounter roundsDone;

  public TrainingOperator(ModelTraining training) {
    this.training = training;
    this.blocks = new ArrayList<>();
    this.roundsDone = new LongCounter();
  }

  @Override
  public void open() throws Exception {
    super.open();
    roundsDone = new LongCounter();
    getRuntimeContext().addAccumulator(ROUNDS_DONE, roundsDone);
    blocks = new ArrayList<>();
  }

  @Override
  public void processElement(StreamRecord<TrainingBlock> element) {
    blocks.add(element.getValue());
  }

  @Override
  public void endInput() {
    // Subtasks deliver in no fixed order, and the same rows in another order are another model.
    blocks.sort(
        Comparator.comparing((TrainingBlock block) -> block.key().warehouseId())
            .thenComparing(block -> block.key().itemId()));
    long series = blocks.size();
    TrainingRows rows = gathered();
    String version = training.run(rows, series, () -> roundsDone.add(1)).version();
    note(version, rows);
    output.collect(new StreamRecord<>(version));
  }

  private void note(String version, TrainingRows rows) {
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

  private TrainingRows gathered() {
    int size = blocks.stream().mapToInt(block -> block.ratios().length).sum();
    TrainingRows rows = new TrainingRows(DemandFeatures.SCHEMA.width(), size);
    for (TrainingBlock block : blocks) {
      rows.addAll(block.features(), block.ratios(), block.weights(), block.targetDays());
    }
    blocks = new ArrayList<>();
    return rows;
  }
}
