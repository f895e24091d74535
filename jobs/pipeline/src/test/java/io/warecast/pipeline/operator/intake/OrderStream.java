package io.warecast.pipeline.operator.intake;

import io.warecast.domain.deadletter.DeadLetter;
import io.warecast.domain.deadletter.RefusalReason;
import io.warecast.domain.demand.DemandChange;
import io.warecast.domain.demand.HourlyUnits;
import io.warecast.domain.demand.Quantity;
import io.warecast.domain.order.OrderEvent;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** One subtask of the intake with orders sent to it and what came out. */
final class OrderStream implements AutoCloseable {

  static final int MAX_PARALLELISM = 8;
  static final int LATENESS_DAYS = 7;
  static final long FLUSH_MILLIS = 5;
  static final LocalDate HISTORY_END = LocalDate.parse("2026-02-28");

  static final MasterData MASTER_DATA =
      MasterData.of(
          List.of(
              new Warehouse("BER", "DE", "Europe/Berlin"),
              new Warehouse("NYC", "NY", "America/New_York"),
              new Warehouse("HAV", "CU", "America/Havana")),
          List.of(
              new Item("apples", "fruit", ""),
              new Item("pears", "fruit", ""),
              new Item("x", "", "")),
          epochDay(HISTORY_END));

  final KeyedOneInputStreamOperatorTestHarness<SeriesKey, IncomingOrder, DemandChange> harness;

  OrderStream() throws Exception {
    this(MASTER_DATA, 1, 0);
    harness.open();
  }

  OrderStream(MasterData masterData, int parallelism, int subtask) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new OrderIntakeOperator(masterData, new IntakeSettings(LATENESS_DAYS, FLUSH_MILLIS)),
            IncomingOrder::key,
            TypeInformation.of(SeriesKey.class),
            MAX_PARALLELISM,
            parallelism,
            subtask);
    harness.setup(
        TypeInformation.of(DemandChange.class)
            .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
  }

  /** A subtask that goes on from the states of all subtasks before it. */
  static OrderStream restored(
      MasterData masterData, OperatorSubtaskState state, int before, int parallelism, int subtask)
      throws Exception {
    OrderStream stream = new OrderStream(masterData, parallelism, subtask);
    stream.harness.initializeState(
        AbstractStreamOperatorTestHarness.repartitionOperatorState(
            state, MAX_PARALLELISM, before, parallelism, subtask));
    stream.harness.open();
    return stream;
  }

  static IncomingOrder order(String id, String series, double quantity, String orderedAt) {
    return order(id, series, quantity, orderedAt, orderedAt);
  }

  static IncomingOrder order(
      String id, String series, double quantity, String orderedAt, String arrivedAt) {
    String[] ids = series.split("\\|");
    return new IncomingOrder(
        new SourceRecord("orders", 1, 2, millis(arrivedAt), new byte[] {7}, new byte[] {8}),
        new OrderEvent(id, ids[0], ids[1], quantity, millis(orderedAt)),
        null,
        null);
  }

  void send(IncomingOrder order) throws Exception {
    harness.processElement(new StreamRecord<>(order, order.requireOrder().orderedAt()));
  }

  void watermark(String moment) throws Exception {
    harness.processWatermark(new Watermark(millis(moment)));
  }

  List<DemandChange> changes() {
    return harness.extractOutputValues();
  }

  /** Units by series and date of all changes so far, {@code BER|apples 2026-03-01}. */
  Map<String, Double> units() {
    Map<String, Long> micros = new TreeMap<>();
    changes()
        .forEach(
            change ->
                micros.merge(
                    change.key() + " " + LocalDate.ofEpochDay(change.day()),
                    change.micros(),
                    Long::sum));
    Map<String, Double> units = new TreeMap<>();
    micros.forEach((day, sum) -> units.put(day, Quantity.toUnits(sum)));
    return units;
  }

  List<OrderEvent> accepted() {
    return side(OrderIntakeOperator.ACCEPTED);
  }

  List<HourlyUnits> hourly() {
    return side(OrderIntakeOperator.HOURLY);
  }

  List<DeadLetter> deadLetters() {
    return side(OrderIntakeOperator.DEAD_LETTERS);
  }

  List<RefusalReason> refusals() {
    return deadLetters().stream().map(DeadLetter::reason).toList();
  }

  static long millis(String moment) {
    return Instant.parse(moment).toEpochMilli();
  }

  static int epochDay(LocalDate date) {
    return (int) date.toEpochDay();
  }

  private <T> List<T> side(OutputTag<T> tag) {
    List<T> values = new ArrayList<>();
    var records = harness.getSideOutput(tag);
    if (records != null) {
      records.forEach(record -> values.add(record.getValue()));
    }
    return values;
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
