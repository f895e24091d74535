package io.warecast.pipeline.operator;

import io.warecast.domain.model.ModelManifest;
import io.warecast.scoring.calibration.HeldBackForecast;
import io.warecast.scoring.training.ModelCompletion;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Gathers forecasts whose outcome is known and, when the last has come, completes the model with
 * what they teach; gives out its version. Runs in one subtask, for bounded input.
 */
public final class CalibrationOperator extends AbstractStreamOperator<String>
    implements OneInputStreamOperator<HeldBackForecast, String>, BoundedOneInput {

  private static final long serialVersionUID = 1L;

  private final ModelCompletion completion;
  private transient List<HeldBackForecast> forecasts;

  public CalibrationOperator(ModelCompletion completion) {
    this.completion = completion;
    this.forecasts = new ArrayList<>();
  }

  @Override
  public void open() throws Exception {
    super.open();
    forecasts = new ArrayList<>();
  }

  @Override
  public void processElement(StreamRecord<HeldBackForecast> element) {
    forecasts.add(element.getValue());
  }

  @Override
  public void endInput() {
    forecasts.sort(HeldBackForecast.BY_SERIES);
    ModelManifest completed = completion.run(forecasts);
    output.collect(new StreamRecord<>(completed.version()));
  }
}
