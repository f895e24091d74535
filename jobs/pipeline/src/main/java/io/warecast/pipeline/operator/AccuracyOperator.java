package io.warecast.pipeline.operator;

import io.warecast.domain.accuracy.AccuracyFigure;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds up all blocks of a backtest and, when the last has come, gives out the figures. Runs in one
 * subtask, for bounded input; keeps sums only.
 */
public final class AccuracyOperator extends AbstractStreamOperator<AccuracyFigure>
    implements OneInputStreamOperator<BacktestBlock, AccuracyFigure>, BoundedOneInput {

  private static final long serialVersionUID = 1L;

  private final SeriesCatalogue catalogue;
  private final int horizon;
  private transient AccuracyTally tally;

  public AccuracyOperator(SeriesCatalogue catalogue, int horizon) {
    this.catalogue = catalogue;
    this.horizon = horizon;
    this.tally = new AccuracyTally(catalogue, horizon);
  }

  @Override
  public void open() throws Exception {
    super.open();
    tally = new AccuracyTally(catalogue, horizon);
  }

  @Override
  public void processElement(StreamRecord<BacktestBlock> element) {
    tally.add(element.getValue());
  }

  @Override
  public void endInput() {
    tally.figures(figure -> output.collect(new StreamRecord<>(figure)));
  }
}
