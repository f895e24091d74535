package io.warecast.pipeline.operator;

import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.series.Warehouse;
import io.warecast.scoring.model.DemandModel;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts of the shadow, a version that is scored beside the one in use: of each closed day, some
 * at a time, after those in use have gone out and with whatever comes in between going first. What
 * waits is in no snapshot: after a failure that day's are missing.
 *
 * <p>They are aligned like the others, and their intervals corrected by how their own have held
 * since there is a shadow; but since they come after the watermark of their close they wait for the
 * next one.
 */
final class ShadowForecasts {

  /** Series that are scored in one go. */
  private static final int SERIES_A_TURN = 32;

  /** Their histories are on the heap. */
  private static final int MOST_WAITING = 50_000;

  private final Forecaster forecaster;
  private final Output<StreamRecord<MadeForecast>> output;
  private final Counter skipped;
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private @Nullable DemandModel latest;

  /**
   * Shadows of a subtask.
   *
   * @param categories by item id; items without a category are left out
   * @param skipped counts forecasts that were not made because too many waited
   */
  ShadowForecasts(
      int batchRows,
      Map<String, String> categories,
      Output<StreamRecord<MadeForecast>> output,
      Counter skipped) {
    this.forecaster = new Forecaster(batchRows, false, categories);
    this.output = output;
    this.skipped = skipped;
  }

  private record Waiting(SeriesAtOrigin series, Forecast served, long closedAt) {

    float closedUnits() {
      return series.history().at(series.originDay());
    }
  }

  /**
   * Has a closed day forecast by the shadow too, unless a later one has closed by now.
   *
   * @param served what was forecast by the version in use
   * @param watermark epoch millis
   */
  void add(SeriesAtOrigin series, Forecast served, long watermark) {
    Warehouse warehouse = series.calendar().warehouse();
    int nextDay = series.originDay() + 1;
    if (warehouse.localDay(watermark) > nextDay) {
      return;
    }
    if (waiting.size() >= MOST_WAITING) {
      skipped.inc();
      return;
    }
    waiting.add(new Waiting(series, served, warehouse.endOfDay(nextDay)));
  }

  boolean hasWaiting() {
    return !waiting.isEmpty();
  }

  /** Scores the next few; with no shadow any more, forgets them. */
  void next(@Nullable DemandModel shadow) throws Exception {
    if (latest != null && latest != shadow) {
      forecaster.forget(latest);
    }
    latest = shadow;
    if (shadow == null) {
      waiting.clear();
      return;
    }
    for (int i = 0; i < SERIES_A_TURN && !waiting.isEmpty(); i++) {
      score(waiting.remove(), shadow);
    }
    // Nothing may wait for a model that can be replaced before the next turn.
    forecaster.flushAll();
  }

  private void score(Waiting each, DemandModel shadow) throws Exception {
    Forecast served = each.served();
    DemandClass demandClass = each.series().demandClass();
    if (served.key().isGroup()) {
      // Takes no model: it is the same but for whom it stands beside.
      give(
          MadeForecast.atClosing(
              served.ofVersion(shadow.version()),
              each.closedAt(),
              shadow.damping(),
              demandClass,
              each.closedUnits()));
      return;
    }
    forecaster.add(
        new DueForecast(
            each.series(),
            demandClass,
            served.asOf(),
            served.sequence(),
            served.watermark(),
            served.horizon(),
            (forecast, firstRow, damping) ->
                give(
                    MadeForecast.atClosing(
                        forecast.ofVersion(shadow.version()),
                        each.closedAt(),
                        damping,
                        demandClass,
                        each.closedUnits()))),
        shadow);
  }

  private void give(MadeForecast made) {
    output.collect(ContinuousOutputs.SHADOWS, new StreamRecord<>(made));
  }
}
