package io.warecast.pipeline.operator;

import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.model.ModelReference;
import io.warecast.domain.series.SeriesKey;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Keeps each series' history and offers in keyed state and every warehouse's calendar in broadcast
 * state, and calls its function for a series when the watermark passes the close of an origin day.
 *
 * <p>The function may hold series back to work on many at once across keys. It is flushed after
 * {@code flushMillis}, after the timers of a watermark and before the watermark goes on, before a
 * checkpoint barrier and at the end of input: so nothing that is held back is ever part of state.
 *
 * <p>An unbounded input makes watermarks pass day by day; a bounded one ends with the highest, by
 * which time every input has been read whole.
 *
 * @param <T> what the function gives out
 */
public final class SeriesOperator<T> extends AbstractStreamOperator<T>
    implements TwoInputStreamOperator<SeriesInput, SharedInput, T>,
        Triggerable<SeriesKey, VoidNamespace>,
        BoundedMultiInput {

  /** Accumulator: series that have been handed to the function. */
  public static final String SERIES_DONE = "series_done";

  private static final long serialVersionUID = 1L;

  private final SeriesFunction<T> function;
  private final OriginDays origins;
  private final int countedFrom;
  private final long flushMillis;

  private transient SeriesState series;
  private transient SharedState shared;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient TimestampedCollector<T> out;
  private transient LongCounter seriesDone;
  private transient boolean flushScheduled;

  /** As the other constructor, for one origin (epoch day). */
  public SeriesOperator(
      SeriesFunction<T> function, int originDay, int countedFrom, long flushMillis) {
    this(function, OriginDays.of(originDay), countedFrom, flushMillis);
  }

  /**
   * An operator for one or more origins.
   *
   * @param origins in their order; of none is demand looked at that comes after it
   * @param countedFrom epoch day from which on the orders are all that is known of a day
   * @param flushMillis longest time that the function may hold a series back
   */
  public SeriesOperator(
      SeriesFunction<T> function, OriginDays origins, int countedFrom, long flushMillis) {
    this.function = function;
    this.origins = origins;
    this.countedFrom = countedFrom;
    this.flushMillis = flushMillis;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    shared = new SharedState(context.getOperatorStateStore());
  }

  @Override
  public void open() throws Exception {
    super.open();
    series = new SeriesState(this::getPartitionedState, countedFrom, origins.keptDays());
    timers = getInternalTimerService("origins", VoidNamespaceSerializer.INSTANCE, this);
    out = new TimestampedCollector<>(output);
    seriesDone = new LongCounter();
    getRuntimeContext().addAccumulator(SERIES_DONE, seriesDone);
    function.open();
    for (ModelReference model : shared.models()) {
      function.activate(model);
    }
  }

  @Override
  public void processElement1(StreamRecord<SeriesInput> element) throws Exception {
    series.add(element.getValue());
    for (int day : origins.days()) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, OriginDays.closedEverywhere(day));
    }
  }

  @Override
  public void processElement2(StreamRecord<SharedInput> element) throws Exception {
    WarehouseCalendar calendar = element.getValue().calendar();
    if (calendar != null) {
      shared.put(calendar);
    }
    ModelReference model = element.getValue().model();
    if (model != null) {
      function.flush(out);
      function.activate(model);
      shared.put(model);
    }
  }

  @Override
  public void onEventTime(InternalTimer<SeriesKey, VoidNamespace> timer) throws Exception {
    SeriesKey key = timer.getKey();
    int origin = OriginDays.closedAt(timer.getTimestamp());
    SeriesAtOrigin atOrigin =
        new SeriesAtOrigin(
            key, origin, series.historyUpTo(origin), shared.calendar(key), series.offers());
    if (function.apply(atOrigin, out)) {
      scheduleFlush();
    }
    seriesDone.add(1);
  }

  @Override
  public void onProcessingTime(InternalTimer<SeriesKey, VoidNamespace> timer) {
    throw new IllegalStateException("no processing-time timer is ever registered by key");
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    timeServiceManager.advanceWatermark(mark);
    function.flush(out);
    output.emitWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    function.flush(out);
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public void endInput(int inputId) throws Exception {
    function.flush(out);
  }

  @Override
  public void close() throws Exception {
    function.close();
    super.close();
  }

  private void scheduleFlush() {
    if (!flushScheduled) {
      flushScheduled = true;
      ScheduledFuture<?> unused =
          getProcessingTimeService()
              .registerTimer(
                  getProcessingTimeService().getCurrentProcessingTime() + flushMillis,
                  time -> {
                    flushScheduled = false;
                    function.flush(out);
                  });
    }
  }
}
