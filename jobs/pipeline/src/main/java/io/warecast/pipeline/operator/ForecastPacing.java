package io.warecast.pipeline.operator;

import io.warecast.domain.series.SeriesKey;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/**
 * Keeps forecasts of a series' open day to one in an interval: whatever is due too early waits for
 * a timer, once however much has become due by then. All of it is about the current series.
 */
final class ForecastPacing {

  private final long intervalMillis;
  private final ValueState<SeriesProgress> progress;
  private final InternalTimerService<VoidNamespace> timers;
  private final Consumer<SeriesKey> waits;

  /** Paces by a timer service, and hands those whose time has come to {@code waits}. */
  ForecastPacing(
      long intervalMillis,
      ValueState<SeriesProgress> progress,
      InternalTimerService<VoidNamespace> timers,
      Consumer<SeriesKey> waits) {
    this.intervalMillis = intervalMillis;
    this.progress = progress;
    this.timers = timers;
    this.waits = waits;
  }

  /** Whether the last forecast is old enough for another one. */
  boolean isAllowed(SeriesProgress due) {
    return due.nextAllowedAt(intervalMillis) <= timers.currentProcessingTime();
  }

  /** Waits for its turn or, when the last forecast is too young, until it is old enough. */
  void soon(SeriesKey key, SeriesProgress due) throws Exception {
    if (isAllowed(due)) {
      progress.update(due);
      waits.accept(key);
    } else {
      later(due);
    }
  }

  /** Waits until the last forecast is old enough. */
  void later(SeriesProgress due) throws Exception {
    if (due.isScheduled()) {
      progress.update(due);
    } else {
      long next = due.nextAllowedAt(intervalMillis);
      timers.registerProcessingTimeTimer(
          VoidNamespace.INSTANCE, Math.max(next, timers.currentProcessingTime()));
      progress.update(due.scheduled(true));
    }
  }

  /** The interval since the last forecast is over. */
  void intervalIsOver(SeriesKey key) throws Exception {
    SeriesProgress now = progress.value();
    if (now != null) {
      progress.update(now.scheduled(false));
      if (now.isDue()) {
        waits.accept(key);
      }
    }
  }

  /** Those that wait are no part of state: after a failure a timer asks for their turn again. */
  void rememberTurn() throws Exception {
    SeriesProgress now = progress.value();
    if (now != null && now.isDue()) {
      later(now);
    }
  }
}
