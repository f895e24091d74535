package io.warecast.pipeline.operator.intake;

import static io.warecast.pipeline.operator.intake.OrderStream.MASTER_DATA;
import static io.warecast.pipeline.operator.intake.OrderStream.MAX_PARALLELISM;
import static io.warecast.pipeline.operator.intake.OrderStream.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.deadletter.RefusalReason;
import io.warecast.domain.demand.DemandChange;
import io.warecast.domain.order.OrderEvent;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class OrderIntakeRecoveryTest {

  private static final String NOON = "2026-03-10T11:00:00Z";
  private static final int ITEMS = 40;

  @Test
  void eventsStayCountedWhenTheParallelismChanges() throws Exception {
    OperatorSubtaskState state = savedBy(2);
    List<OrderStream> streams = restored(MASTER_DATA, state, 2, 3);
    for (int item = 0; item < ITEMS; item++) {
      owner(streams, orderOf(item, NOON)).send(orderOf(item, NOON));
    }
    for (OrderStream stream : streams) {
      assertThat(stream.accepted()).isEmpty();
      assertThat(stream.refusals()).isNotEmpty().containsOnly(RefusalReason.DUPLICATE);
      stream.close();
    }
  }

  @Test
  void idsAreSweptAfterTheParallelismChanged() throws Exception {
    OperatorSubtaskState state = savedBy(2);
    for (OrderStream stream : restored(MASTER_DATA, state, 2, 1)) {
      assertThat(stream.harness.numKeyedStateEntries()).isEqualTo(ITEMS);
      stream.watermark("2026-04-10T00:00:00Z");
      assertThat(stream.harness.numKeyedStateEntries()).isZero();
      stream.close();
    }
  }

  @Test
  void whatWasTooLateBeforeIsTooLateBeforeTheFirstWatermarkToo() throws Exception {
    OperatorSubtaskState state = savedBy(2);
    List<OrderStream> streams = restored(MASTER_DATA, state, 2, 3);
    for (int item = 0; item < ITEMS; item++) {
      IncomingOrder late = order("late", "BER|item " + item, 1, "2026-03-02T12:00:00Z", NOON);
      owner(streams, late).send(late);
    }
    for (OrderStream stream : streams) {
      assertThat(stream.refusals()).isNotEmpty().containsOnly(RefusalReason.LATE);
      stream.close();
    }
  }

  @Test
  void aLakeThatHasGrownDoesNotMoveTheHandover() throws Exception {
    OperatorSubtaskState state = savedBy(1);
    MasterData grown =
        new MasterData(
            MASTER_DATA.warehouses(), MASTER_DATA.categories(), MASTER_DATA.historyEndDay() + 30);
    for (OrderStream stream : restored(grown, state, 1, 1)) {
      stream.send(order("new", "BER|x", 1, NOON));
      assertThat(stream.accepted()).extracting(OrderEvent::eventId).containsExactly("new");
      stream.close();
    }
  }

  @Test
  void aJobThatWasDrainedCanBeStartedAgain() throws Exception {
    OperatorSubtaskState state;
    try (OrderStream stream = new OrderStream()) {
      stream.watermark(NOON);
      stream.harness.processWatermark(Watermark.MAX_WATERMARK);
      state = stream.harness.snapshot(1, 1);
    }
    for (OrderStream stream : restored(MASTER_DATA, state, 1, 1)) {
      stream.send(order("new", "BER|x", 1, NOON));
      assertThat(stream.refusals()).isEmpty();
      stream.close();
    }
  }

  @Test
  void aWarehouseThatLeftTheMasterDataIsRefusedAndItsIdsAreForgotten() throws Exception {
    OperatorSubtaskState state = savedBy(1);
    MasterData without = MasterData.of(List.of(), List.of(), MASTER_DATA.historyEndDay());
    for (OrderStream stream : restored(without, state, 1, 1)) {
      stream.send(order("new", "BER|x", 1, NOON));
      assertThat(stream.refusals()).containsExactly(RefusalReason.UNKNOWN_WAREHOUSE);
      stream.watermark("2026-04-10T00:00:00Z");
      assertThat(stream.harness.numKeyedStateEntries()).isZero();
      stream.close();
    }
  }

  private static OperatorSubtaskState savedBy(int parallelism) throws Exception {
    List<OrderStream> streams = new ArrayList<>();
    for (int subtask = 0; subtask < parallelism; subtask++) {
      OrderStream stream = new OrderStream(MASTER_DATA, parallelism, subtask);
      stream.harness.open();
      streams.add(stream);
    }
    List<DemandChange> changes = new ArrayList<>();
    for (int item = 0; item < ITEMS; item++) {
      owner(streams, orderOf(item, NOON)).send(orderOf(item, NOON));
    }
    OperatorSubtaskState[] states = new OperatorSubtaskState[parallelism];
    for (int subtask = 0; subtask < parallelism; subtask++) {
      OrderStream stream = streams.get(subtask);
      stream.watermark(NOON);
      changes.addAll(stream.changes());
      states[subtask] = stream.harness.snapshot(1, 1);
      stream.close();
    }
    assertThat(changes).filteredOn(change -> !change.key().isGroup()).hasSize(ITEMS);
    return AbstractStreamOperatorTestHarness.repackageState(states);
  }

  private static List<OrderStream> restored(
      MasterData masterData, OperatorSubtaskState state, int before, int after) throws Exception {
    List<OrderStream> streams = new ArrayList<>();
    for (int subtask = 0; subtask < after; subtask++) {
      streams.add(OrderStream.restored(masterData, state, before, after, subtask));
    }
    return streams;
  }

  private static OrderStream owner(List<OrderStream> streams, IncomingOrder order) {
    return streams.get(
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            order.key(), MAX_PARALLELISM, streams.size()));
  }

  private static IncomingOrder orderOf(int item, String orderedAt) {
    return order("e1", "BER|item " + item, 1, orderedAt);
  }
}
