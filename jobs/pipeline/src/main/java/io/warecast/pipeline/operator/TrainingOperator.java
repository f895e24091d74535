package io.warecast.pipeline.operator;

import io.warecast.scoring.training.ModelTraining;
import java.util.ArrayList;
import java.util.List;
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
    String version = BlockTraining.run(training, blocks, () -> roundsDone.add(1));
    output.collect(new StreamRecord<>(version));
  }
}
