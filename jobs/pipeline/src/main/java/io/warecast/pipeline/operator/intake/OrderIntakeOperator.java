package io.warecast.pipeline.operator.intake;

import io.warecast.domain.deadletter.DeadLetter;
import io.warecast.domain.deadletter.RefusalReason;
import io.warecast.domain.demand.DemandChange;
import io.warecast.domain.demand.HourlyUnits;
import io.warecast.domain.demand.Quantity;
import io.warecast.domain.order.OrderEvent;
import io.warecast.domain.series.SeriesKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * Counts every order once, in the local day of its warehouse: for its item at once, for the groups
 * that the item belongs to in sums over a few milliseconds. These are given out before a watermark
 * goes on, before a checkpoint barrier and at the end of input, so nothing that waits is ever part
 * of state.
 *
 * <p>Refused are orders that the history holds already, that come later than {@link
 * IntakeSettings#latenessDays()} after their day's close, and that were counted before.
 *
 * <p>To operators behind it this one is never idle, even when no orders come: else the finished
 * sources that they read besides would make their watermark jump to the end of time.
 */
public final class OrderIntakeOperator extends AbstractStreamOperator<DemandChange>
    implements OneInputStreamOperator<IncomingOrder, DemandChange>,
        Triggerable<SeriesKey, VoidNamespace>,
        BoundedOneInput {

  /** Orders that were counted, as they came. */
  public static final OutputTag<OrderEvent> ACCEPTED =
      new OutputTag<>("accepted-orders", TypeInformation.of(OrderEvent.class));

  /** Orders that were refused. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("refused-orders", TypeInformation.of(DeadLetter.class));

  /** What warehouses sold by hour. */
  public static final OutputTag<HourlyUnits> HOURLY =
      new OutputTag<>("hourly-units", TypeInformation.of(HourlyUnits.class));

  private static final long serialVersionUID = 1L;
  private static final int SECONDS_A_HOUR = 3_600;
  private static final long BEGINNING = 0;

  private final MasterData masterData;
  private final IntakeSettings settings;

  private transient CountedEvents counted;
  private transient PendingSums pending;
  private transient Map<String, WarehouseIntake> warehouses;
  private transient Map<String, String> categories;
  private transient BroadcastState<String, Integer> historyEndDays;
  private transient ListState<Long> watermarks;
  private transient long watermark;
  private transient boolean isInputOver;
  private transient boolean flushScheduled;

  public OrderIntakeOperator(MasterData masterData, IntakeSettings settings) {
    this.masterData = masterData;
    this.settings = settings;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    watermark = Long.MIN_VALUE;
    watermarks =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("watermark", Types.LONG));
    // Ids are swept by the watermark: without it a restored job would count them again.
    for (long restored : watermarks.get()) {
      watermark = Math.max(watermark, restored);
    }
    historyEndDays =
        context
            .getOperatorStateStore()
            .getBroadcastState(
                new MapStateDescriptor<>("history-end-days", Types.STRING, Types.INT));
    // The first start decides: a lake that has grown since holds what state holds already.
    for (String id : masterData.warehouses().keySet()) {
      if (!historyEndDays.contains(id)) {
        historyEndDays.put(id, masterData.historyEndDay());
      }
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    watermarks.update(List.of(watermark));
  }

  @Override
  public void open() throws Exception {
    super.open();
    counted =
        new CountedEvents(
            getPartitionedState(
                new MapStateDescriptor<>("counted-events", Types.STRING, Types.INT)),
            getInternalTimerService("sweeps", VoidNamespaceSerializer.INSTANCE, this),
            settings.latenessDays());
    pending = new PendingSums();
    categories = new HashMap<>(masterData.categories()); // faster than the immutable map
    warehouses = new HashMap<>();
    for (Map.Entry<String, Integer> endDay : historyEndDays.entries()) {
      masterData
          .warehouse(endDay.getKey())
          .ifPresent(w -> warehouses.put(w.id(), new WarehouseIntake(w, endDay.getValue())));
    }
    ProcessingTimeService now = getProcessingTimeService();
    ScheduledFuture<?> unused = now.registerTimer(now.getCurrentProcessingTime(), time -> begin());
  }

  /**
   * Time begins before all days, so that what the lake holds is taken in before any order comes; a
   * restored job goes on from where it was, so that days which were closing close before any comes.
   */
  private void begin() {
    if (!isInputOver) {
      watermark = Math.max(watermark, BEGINNING);
      output.emitWatermark(new Watermark(watermark));
    }
  }

  @Override
  public void processElement(StreamRecord<IncomingOrder> element) throws Exception {
    IncomingOrder incoming = element.getValue();
    OrderEvent order = incoming.requireOrder();
    WarehouseIntake warehouse = warehouses.get(order.warehouseId());
    if (warehouse == null) {
      refuse(incoming, RefusalReason.UNKNOWN_WAREHOUSE, order.warehouseId());
      return;
    }
    if (incoming.source().timestamp() <= warehouse.historyEnd()) {
      refuse(
          incoming,
          RefusalReason.IN_HISTORY,
          "arrived at %s, and the history holds all that arrived until %s"
              .formatted(
                  Instant.ofEpochMilli(incoming.source().timestamp()),
                  Instant.ofEpochMilli(warehouse.historyEnd())));
      return;
    }
    int day = warehouse.days().day(order.orderedAt());
    int oldestOpen = oldestOpenDay(warehouse);
    if (day < oldestOpen) {
      refuse(
          incoming,
          RefusalReason.LATE,
          "is of %s, and the oldest day that takes orders is %s"
              .formatted(LocalDate.ofEpochDay(day), LocalDate.ofEpochDay(oldestOpen)));
      return;
    }
    SeriesKey key = (SeriesKey) getCurrentKey();
    if (counted.add(key, order.eventId(), day, warehouse)) {
      count(order, key, day, warehouse);
    } else {
      refuse(
          incoming,
          RefusalReason.DUPLICATE,
          "event_id '%s' was counted before".formatted(order.eventId()));
    }
  }

  private int oldestOpenDay(WarehouseIntake warehouse) {
    long passed = Math.max(watermark, warehouse.historyEnd());
    return warehouse.days().day(passed) - settings.latenessDays();
  }

  private void count(OrderEvent order, SeriesKey key, int day, WarehouseIntake warehouse) {
    long micros = Quantity.ofUnits(order.quantity());
    long orderedAt = order.orderedAt();
    emit(new DemandChange(key, day, micros, orderedAt));
    output.collect(ACCEPTED, new StreamRecord<>(order, orderedAt));
    warehouse.addToGroups(pending, categories.get(order.itemId()), day, micros, orderedAt);
    int hour = warehouse.days().secondOfDay(orderedAt) / SECONDS_A_HOUR;
    pending.addToHour(order.warehouseId(), day, hour, micros);
    scheduleFlush();
  }

  private void refuse(IncomingOrder incoming, RefusalReason reason, String detail) {
    output.collect(
        DEAD_LETTERS,
        new StreamRecord<>(
            incoming.source().refused(reason, detail), incoming.requireOrder().orderedAt()));
  }

  private void emit(DemandChange change) {
    output.collect(new StreamRecord<>(change, change.orderedAt()));
  }

  private void flush() {
    pending.flush(this::emit, units -> output.collect(HOURLY, new StreamRecord<>(units)));
  }

  @Override
  public void onEventTime(InternalTimer<SeriesKey, VoidNamespace> timer) throws Exception {
    WarehouseIntake warehouse = warehouses.get(timer.getKey().warehouseId());
    if (warehouse == null) {
      // It left the master data before this start; no order of it can come any more.
      counted.clear();
    } else {
      counted.sweep(timer.getKey(), timer.getTimestamp(), warehouse);
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<SeriesKey, VoidNamespace> timer) {
    throw new IllegalStateException("no processing-time timer is ever registered by key");
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    Watermark now = mark;
    // The mark of the end of input is no time: a job that was drained may be started again.
    if (mark.equals(Watermark.MAX_WATERMARK)) {
      isInputOver = true;
    } else {
      watermark = Math.max(watermark, mark.getTimestamp());
      now = new Watermark(watermark);
    }
    timeServiceManager.advanceWatermark(now);
    flush();
    output.emitWatermark(now);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    if (status.isActive()) {
      super.processWatermarkStatus(status);
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    flush();
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public void endInput() {
    flush();
  }

  private void scheduleFlush() {
    if (!flushScheduled) {
      flushScheduled = true;
      ScheduledFuture<?> unused =
          getProcessingTimeService()
              .registerTimer(
                  getProcessingTimeService().getCurrentProcessingTime() + settings.flushMillis(),
                  time -> {
                    flushScheduled = false;
                    flush();
                  });
    }
  }
}
