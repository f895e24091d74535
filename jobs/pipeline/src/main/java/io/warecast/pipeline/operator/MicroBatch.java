package io.warecast.pipeline.operator;

import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.forecast.Forecast;
import io.warecast.scoring.forecast.OwnForecasts;
import io.warecast.scoring.model.DemandModel;
import io.warecast.scoring.model.RatioPredictions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Feature rows of several series that wait to be scored by one call of one model. */
final class MicroBatch {

  private static final int WIDTH = DemandFeatures.SCHEMA.width();

  private final DemandModel model;
  private final int fullRows;
  private final boolean quantilesAsPredicted;
  private final List<Waiting> waiting = new ArrayList<>();
  private float[] rows;
  private int size;

  /**
   * An empty batch.
   *
   * @param fullRows rows from which on it is full
   * @param quantilesAsPredicted whether quantiles are left uncalibrated and unordered
   */
  MicroBatch(DemandModel model, int fullRows, boolean quantilesAsPredicted) {
    this.model = model;
    this.fullRows = fullRows;
    this.quantilesAsPredicted = quantilesAsPredicted;
    this.rows = new float[fullRows * WIDTH];
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  boolean isFull() {
    return size >= fullRows;
  }

  void add(DueForecast due, DemandFeatures features) {
    int end = size + due.steps();
    if (end * WIDTH > rows.length) {
      rows = Arrays.copyOf(rows, end * WIDTH);
    }
    for (int step = 1; step <= due.steps(); step++) {
      features.fill(step, rows, (size + step - 1) * WIDTH);
    }
    waiting.add(new Waiting(due, features.level(), size));
    size = end;
  }

  /** Gives every waiting series its forecast and empties the batch. */
  void score() throws Exception {
    List<Waiting> scored = List.copyOf(waiting);
    int[] ends = scored.stream().mapToInt(Waiting::end).toArray();
    RatioPredictions predictions = model.predictSeries(rows, ends);
    List<Forecast> forecasts = new ArrayList<>(scored.size());
    List<float[]> firstRows = new ArrayList<>(scored.size());
    for (Waiting each : scored) {
      forecasts.add(forecast(each, predictions));
      int from = each.firstRow() * WIDTH;
      firstRows.add(Arrays.copyOfRange(rows, from, from + WIDTH));
    }
    // Receivers may add to this batch, so it is emptied before the first of them is called.
    waiting.clear();
    size = 0;
    for (int i = 0; i < scored.size(); i++) {
      scored.get(i).due().receiver().accept(forecasts.get(i), firstRows.get(i), model.damping());
    }
  }

  private Forecast forecast(Waiting each, RatioPredictions predictions) {
    return Forecasts.of(
        each.due(),
        OwnForecasts.scored(
            model,
            predictions,
            each.firstRow(),
            each.level(),
            each.due().demandClass(),
            each.due().steps(),
            quantilesAsPredicted));
  }

  private record Waiting(DueForecast due, float level, int firstRow) {

    int end() {
      return firstRow + due.steps();
    }
  }
}
