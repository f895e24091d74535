package io.warecast.pipeline.operator;

import io.warecast.domain.ActionableException;
import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.demand.DemandHistory;
import io.warecast.domain.model.ModelReference;
import io.warecast.domain.series.SeriesKey;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
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
  private static final String ACTIVE = "active";

  private final SeriesFunction<T> function;
  private final int originDay;
  private final long flushMillis;

  private transient ValueState<DemandHistory> history;
  private transient ValueState<OfferTimeline> offers;
  private transient BroadcastState<String, WarehouseCalendar> calendars;
  private transient BroadcastState<String, ModelReference> models;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient TimestampedCollector<T> out;
  private transient LongCounter seriesDone;
  private transient boolean flushScheduled;

  /**
   * An operator for one origin.
   *
   * @param originDay epoch day; demand after it is not looked at
   * @param flushMillis longest time that the function may hold a series back
   */
  public SeriesOperator(SeriesFunction<T> function, int originDay, long flushMillis) {
    this.function = function;
    this.originDay = originDay;
    this.flushMillis = flushMillis;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    calendars =
        context
            .getOperatorStateStore()
            .getBroadcastState(
                new MapStateDescriptor<>(
                    "calendars",
                    TypeInformation.of(String.class),
                    TypeInformation.of(WarehouseCalendar.class)));
    models =
        context
            .getOperatorStateStore()
            .getBroadcastState(
                new MapStateDescriptor<>(
                    "models",
                    TypeInformation.of(String.class),
                    TypeInformation.of(ModelReference.class)));
  }

  @Override
  public void open() throws Exception {
    super.open();
    history =
        getPartitionedState(
            new ValueStateDescriptor<>("history", TypeInformation.of(DemandHistory.class)));
    offers =
        getPartitionedState(
            new ValueStateDescriptor<>("offers", TypeInformation.of(OfferTimeline.class)));
    timers = getInternalTimerService("origins", VoidNamespaceSerializer.INSTANCE, this);
    out = new TimestampedCollector<>(output);
    seriesDone = new LongCounter();
    getRuntimeContext().addAccumulator(SERIES_DONE, seriesDone);
    function.open();
    ModelReference active = models.get(ACTIVE);
    if (active != null) {
      function.activate(active);
    }
  }

  @Override
  public void processElement1(StreamRecord<SeriesInput> element) throws Exception {
    SeriesInput input = element.getValue();
    if (input.demand() != null) {
      history.update(historyOrEmpty().with(input.demand()));
    }
    if (input.offers() != null) {
      offers.update(input.offers());
    }
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, OriginDays.closedEverywhere(originDay));
  }

  @Override
  public void processElement2(StreamRecord<SharedInput> element) throws Exception {
    WarehouseCalendar calendar = element.getValue().calendar();
    if (calendar != null) {
      calendars.put(calendar.warehouse().id(), calendar);
    }
    ModelReference model = element.getValue().model();
    if (model != null) {
      function.flush(out);
      function.activate(model);
      models.put(ACTIVE, model);
    }
  }

  @Override
  public void onEventTime(InternalTimer<SeriesKey, VoidNamespace> timer) throws Exception {
    SeriesKey key = timer.getKey();
    int origin = OriginDays.closedAt(timer.getTimestamp());
    WarehouseCalendar calendar = calendars.get(key.warehouseId());
    if (calendar == null) {
      throw new ActionableException(
          "series %s belongs to warehouse %s, which has no entry among the warehouses: import it again"
              .formatted(key, key.warehouseId()));
    }
    SeriesAtOrigin series =
        new SeriesAtOrigin(
            key,
            origin,
            historyOrEmpty().upTo(origin),
            calendar,
            Objects.requireNonNullElse(offers.value(), OfferTimeline.NONE));
    if (function.apply(series, out)) {
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
  public void endInput(int inputId) {
    function.flush(out);
  }

  @Override
  public void close() throws Exception {
    function.close();
    super.close();
  }

  private DemandHistory historyOrEmpty() throws Exception {
    return Objects.requireNonNullElse(history.value(), DemandHistory.EMPTY);
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
