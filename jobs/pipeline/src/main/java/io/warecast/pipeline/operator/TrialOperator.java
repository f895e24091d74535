package io.warecast.pipeline.operator;

import io.warecast.domain.promotion.Promotion;
import io.warecast.scoring.calibration.HeldBackForecast;
import io.warecast.scoring.promotion.HeldBackTrial;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Gathers forecasts of a candidate and of the version in use and, when the last has come, puts the
 * candidate before the gate; gives out what came of it. Runs in one subtask, for bounded input.
 */
public final class TrialOperator extends AbstractStreamOperator<String>
    implements OneInputStreamOperator<JudgedForecast, String>, BoundedOneInput {

  private static final long serialVersionUID = 1L;

  private final HeldBackTrial trial;
  private transient List<HeldBackForecast> ofCandidate;
  private transient List<HeldBackForecast> ofChampion;

  public TrialOperator(HeldBackTrial trial) {
    this.trial = trial;
    this.ofCandidate = new ArrayList<>();
    this.ofChampion = new ArrayList<>();
  }

  @Override
  public void open() throws Exception {
    super.open();
    ofCandidate = new ArrayList<>();
    ofChampion = new ArrayList<>();
  }

  @Override
  public void processElement(StreamRecord<JudgedForecast> element) {
    JudgedForecast judged = element.getValue();
    (judged.isCandidate() ? ofCandidate : ofChampion).add(judged.forecast());
  }

  @Override
  public void endInput() {
    ofCandidate.sort(HeldBackForecast.BY_SERIES);
    ofChampion.sort(HeldBackForecast.BY_SERIES);
    Promotion decided = trial.run(ofCandidate, ofChampion);
    output.collect(new StreamRecord<>(decided.outcome().wireName()));
  }
}
