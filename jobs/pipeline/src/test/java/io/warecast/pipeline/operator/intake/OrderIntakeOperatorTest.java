package io.warecast.pipeline.operator.intake;

import static io.warecast.pipeline.operator.intake.OrderStream.epochDay;
import static io.warecast.pipeline.operator.intake.OrderStream.millis;
import static io.warecast.pipeline.operator.intake.OrderStream.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.warecast.domain.deadletter.DeadLetter;
import io.warecast.domain.deadletter.RefusalReason;
import io.warecast.domain.demand.DemandChange;
import io.warecast.domain.demand.HourlyUnits;
import io.warecast.domain.series.SeriesKey;
import java.time.LocalDate;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderIntakeOperatorTest {

  private static final String NOON = "2026-03-10T11:00:00Z";

  private OrderStream stream;

  @BeforeEach
  void openTheOperator() throws Exception {
    stream = new OrderStream();
  }

  @AfterEach
  void closeTheOperator() throws Exception {
    stream.close();
  }

  @Test
  void anOrderCountsForItsItemItsCategoryAndItsWarehouse() throws Exception {
    stream.send(order("e1", "BER|apples", 2.5, NOON));
    assertThat(stream.changes())
        .containsExactly(
            new DemandChange(
                new SeriesKey("BER", "apples"),
                epochDay(LocalDate.parse("2026-03-10")),
                2_500_000,
                millis(NOON)));
    stream.watermark(NOON);
    assertThat(stream.units())
        .containsExactly(
            entry("BER|_category:fruit 2026-03-10", 2.5),
            entry("BER|_total 2026-03-10", 2.5),
            entry("BER|apples 2026-03-10", 2.5));
    assertThat(stream.accepted()).containsExactly(order("e1", "BER|apples", 2.5, NOON).order());
    assertThat(stream.deadLetters()).isEmpty();
  }

  @Test
  void anItemWithoutACategoryAndAFirstEverItemCountForTheirWarehouseOnly() throws Exception {
    stream.send(order("e1", "BER|x", 1, NOON));
    stream.send(order("e2", "BER|first ever", 3, NOON));
    stream.watermark(NOON);
    assertThat(stream.units())
        .containsExactly(
            entry("BER|_total 2026-03-10", 4.0),
            entry("BER|first ever 2026-03-10", 3.0),
            entry("BER|x 2026-03-10", 1.0));
  }

  @Test
  void theSameEventCountsOnce() throws Exception {
    stream.send(order("e1", "BER|x", 1, NOON));
    stream.send(order("e1", "BER|x", 1, NOON));
    stream.send(order("e1", "BER|x", 5, "2026-03-11T11:00:00Z"));
    stream.watermark(NOON);
    assertThat(stream.units()).containsEntry("BER|_total 2026-03-10", 1.0).hasSize(2);
    assertThat(stream.accepted()).hasSize(1);
    assertThat(stream.refusals()).containsExactly(RefusalReason.DUPLICATE, RefusalReason.DUPLICATE);
  }

  @Test
  void aRefusedOrderKeepsTheRecordAsItCame() throws Exception {
    stream.send(order("e1", "BER|x", 1, NOON));
    stream.send(order("e1", "BER|x", 1, NOON));
    DeadLetter letter = stream.deadLetters().get(0);
    assertThat(letter.topic()).isEqualTo("orders");
    assertThat(letter.partition()).isEqualTo(1);
    assertThat(letter.offset()).isEqualTo(2);
    assertThat(letter.timestamp()).isEqualTo(millis(NOON));
    assertThat(letter.key()).containsExactly(7);
    assertThat(letter.value()).containsExactly(8);
    assertThat(letter.detail()).contains("e1");
  }

  @Test
  void cancellationsTakeFromTheDayOfTheirTime() throws Exception {
    stream.send(order("e1", "BER|apples", 5, NOON));
    stream.send(order("e2", "BER|apples", -5, NOON));
    stream.send(order("e3", "BER|pears", -1, NOON));
    stream.watermark(NOON);
    assertThat(stream.units())
        .containsExactly(
            entry("BER|_category:fruit 2026-03-10", -1.0),
            entry("BER|_total 2026-03-10", -1.0),
            entry("BER|apples 2026-03-10", 0.0),
            entry("BER|pears 2026-03-10", -1.0));
  }

  @Test
  void groupsThatAddUpToNothingAreGivenOutToo() throws Exception {
    stream.send(order("e1", "BER|x", 5, NOON));
    stream.send(order("e2", "BER|x", -5, NOON));
    stream.watermark(NOON);
    assertThat(stream.units()).containsEntry("BER|_total 2026-03-10", 0.0);
  }

  @ParameterizedTest
  @CsvSource({
    "BER, 2026-03-28T22:59:59.999Z, 2026-03-28, 23",
    "BER, 2026-03-28T23:00:00Z, 2026-03-29, 0",
    "BER, 2026-03-29T00:59:59Z, 2026-03-29, 1",
    "BER, 2026-03-29T01:00:00Z, 2026-03-29, 3",
    "BER, 2026-03-29T21:59:59.999Z, 2026-03-29, 23",
    "BER, 2026-03-29T22:00:00Z, 2026-03-30, 0",
    "BER, 2026-10-25T00:30:00Z, 2026-10-25, 2",
    "BER, 2026-10-25T01:30:00Z, 2026-10-25, 2",
    "BER, 2026-10-25T22:59:59.999Z, 2026-10-25, 23",
    "BER, 2026-10-25T23:00:00Z, 2026-10-26, 0",
    "NYC, 2026-03-08T04:59:59.999Z, 2026-03-07, 23",
    "NYC, 2026-03-08T05:00:00Z, 2026-03-08, 0",
    "NYC, 2026-03-09T03:59:59.999Z, 2026-03-08, 23",
    "NYC, 2026-03-09T04:00:00Z, 2026-03-09, 0",
    "NYC, 2026-11-02T04:59:59.999Z, 2026-11-01, 23",
    "NYC, 2026-11-02T05:00:00Z, 2026-11-02, 0",
    "HAV, 2026-03-08T04:59:59.999Z, 2026-03-07, 23",
    "HAV, 2026-03-08T05:00:00Z, 2026-03-08, 1",
    "HAV, 2026-11-01T03:59:59.999Z, 2026-10-31, 23",
    "HAV, 2026-11-01T04:30:00Z, 2026-11-01, 0",
    "HAV, 2026-11-01T05:30:00Z, 2026-11-01, 0"
  })
  void anOrderIsOfTheDayAndHourThatTheWarehousesClockShows(
      String warehouse, String orderedAt, LocalDate day, int hour) throws Exception {
    stream.send(order("e1", warehouse + "|x", 1, orderedAt));
    stream.watermark(orderedAt);
    assertThat(stream.changes()).extracting(DemandChange::day).containsOnly(epochDay(day));
    assertThat(stream.hourly())
        .containsExactly(new HourlyUnits(warehouse, epochDay(day), hour, 1_000_000));
  }

  @Test
  void lateOrdersCorrectTheirDayWithinTheSpanAndAreRefusedBeyondIt() throws Exception {
    stream.watermark("2026-03-20T12:00:00Z");
    stream.send(order("e1", "BER|x", 1, "2026-03-12T23:00:00Z"));
    stream.send(order("e2", "BER|x", 1, "2026-03-12T22:59:59Z"));
    assertThat(stream.units()).containsExactly(entry("BER|x 2026-03-13", 1.0));
    assertThat(stream.refusals()).containsExactly(RefusalReason.LATE);
    assertThat(stream.deadLetters().get(0).detail()).contains("2026-03-12", "2026-03-13");
  }

  @Test
  void theSpanIsCountedInDaysOfTheWarehouse() throws Exception {
    stream.watermark("2026-03-20T23:30:00Z"); // the 21st in Berlin, the 20th in New York
    stream.send(order("e1", "BER|x", 1, "2026-03-13T12:00:00Z"));
    stream.send(order("e2", "NYC|x", 1, "2026-03-13T12:00:00Z"));
    assertThat(stream.units()).containsExactly(entry("NYC|x 2026-03-13", 1.0));
  }

  @Test
  void beforeAnyWatermarkTheEndOfTheHistoryBoundsTheSpan() throws Exception {
    String arrived = "2026-03-01T12:00:00Z";
    stream.send(order("e1", "BER|x", 1, "2026-02-21T12:00:00Z", arrived));
    stream.send(order("e2", "BER|x", 1, "2026-02-20T12:00:00Z", arrived));
    assertThat(stream.units()).containsExactly(entry("BER|x 2026-02-21", 1.0));
    assertThat(stream.refusals()).containsExactly(RefusalReason.LATE);
  }

  @Test
  void whatArrivedBeforeTheEndOfTheHistoryIsInIt() throws Exception {
    String lastOfBerlin = "2026-02-28T22:59:59.999Z";
    String firstOfBerlin = "2026-02-28T23:00:00Z";
    stream.send(order("e1", "BER|x", 1, "2026-02-28T12:00:00Z", lastOfBerlin));
    stream.send(order("e2", "BER|x", 1, "2026-02-28T12:00:00Z", firstOfBerlin));
    stream.send(order("e3", "BER|x", 1, firstOfBerlin, lastOfBerlin));
    stream.send(order("e4", "NYC|x", 1, firstOfBerlin));
    assertThat(stream.accepted()).extracting("eventId").containsExactly("e2");
    assertThat(stream.refusals())
        .containsExactly(
            RefusalReason.IN_HISTORY, RefusalReason.IN_HISTORY, RefusalReason.IN_HISTORY);
  }

  @Test
  void sumsOfGroupsWaitForOthersButNotBeyondTheFlushTime() throws Exception {
    stream.harness.setProcessingTime(1_000);
    stream.send(order("e1", "BER|apples", 1, NOON));
    stream.send(order("e2", "BER|pears", 2, "2026-03-10T11:00:01Z"));
    stream.harness.setProcessingTime(1_000 + OrderStream.FLUSH_MILLIS - 1);
    assertThat(stream.changes()).hasSize(2);
    stream.harness.setProcessingTime(1_000 + OrderStream.FLUSH_MILLIS);
    int day = epochDay(LocalDate.parse("2026-03-10"));
    assertThat(stream.changes().subList(2, 4))
        .containsExactly(
            new DemandChange(SeriesKey.total("BER"), day, 3_000_000, millis(NOON) + 1_000),
            new DemandChange(
                SeriesKey.category("BER", "fruit"), day, 3_000_000, millis(NOON) + 1_000));
    stream.send(order("e3", "BER|pears", 2, NOON));
    stream.harness.setProcessingTime(1_000 + 2 * OrderStream.FLUSH_MILLIS);
    assertThat(stream.changes()).hasSize(7);
  }

  @Test
  void sumsOfGroupsGoBeforeTheWatermark() throws Exception {
    stream.send(order("e1", "BER|x", 1, NOON));
    stream.watermark(NOON);
    Object[] output = stream.harness.getOutput().toArray();
    assertThat(output).hasSize(3);
    assertThat(output[1]).isInstanceOf(StreamRecord.class);
    assertThat(output[2]).isEqualTo(new Watermark(millis(NOON)));
    assertThat(stream.hourly()).hasSize(1);
  }

  @Test
  void sumsOfGroupsGoBeforeABarrierSoThatNoStateRemainsOfThem() throws Exception {
    stream.send(order("e1", "BER|x", 1, NOON));
    stream.harness.prepareSnapshotPreBarrier(1);
    assertThat(stream.changes()).hasSize(2);
    assertThat(stream.hourly()).hasSize(1);
  }

  @Test
  void sumsOfGroupsGoAtTheEndOfInput() throws Exception {
    stream.send(order("e1", "BER|x", 1, NOON));
    stream.harness.endInput();
    assertThat(stream.changes()).hasSize(2);
  }

  @Test
  void isNeverIdleToOperatorsBehindIt() throws Exception {
    stream.watermark(NOON);
    stream.harness.processWatermarkStatus(WatermarkStatus.IDLE);
    stream.harness.processWatermarkStatus(WatermarkStatus.ACTIVE);
    stream.watermark("2026-03-10T12:00:00Z");
    assertThat(stream.harness.getOutput())
        .doesNotContain(WatermarkStatus.IDLE)
        .contains(new Watermark(millis("2026-03-10T12:00:00Z")));
  }

  @Test
  void aRestoredJobGoesOnFromItsTimeThoughNoOrderComes() throws Exception {
    stream.watermark(NOON);
    OperatorSubtaskState state = stream.harness.snapshot(1, 1);
    try (OrderStream restored = OrderStream.restored(OrderStream.MASTER_DATA, state, 1, 1, 0)) {
      restored.harness.setProcessingTime(1);
      restored.watermark("2026-03-01T11:00:00Z");
      assertThat(restored.harness.getOutput())
          .isNotEmpty()
          .containsOnly(new Watermark(millis(NOON)));
    }
  }

  @Test
  void anEventIsRememberedForAsLongAsItsDayTakesOrders() throws Exception {
    IncomingOrder order = order("e1", "BER|x", 1, NOON);
    stream.send(order);
    for (int day = 10; day <= 17; day++) {
      stream.watermark("2026-03-%02dT22:59:59.998Z".formatted(day));
      stream.send(order);
    }
    stream.watermark("2026-03-17T23:00:00Z");
    stream.send(order);
    assertThat(stream.refusals().subList(0, 8)).containsOnly(RefusalReason.DUPLICATE);
    assertThat(stream.refusals().subList(8, 9)).containsOnly(RefusalReason.LATE);
  }

  @Test
  void nothingIsRememberedOfASeriesWithoutOrdersForLong() throws Exception {
    stream.send(order("e1", "BER|x", 1, NOON));
    stream.send(order("e2", "BER|x", 1, "2026-03-14T11:00:00Z"));
    stream.send(order("e3", "NYC|x", 1, NOON));
    assertThat(stream.harness.numEventTimeTimers()).isEqualTo(2);
    assertThat(stream.harness.numKeyedStateEntries()).isEqualTo(2);
    stream.watermark("2026-04-10T00:00:00Z");
    assertThat(stream.harness.numEventTimeTimers()).isZero();
    assertThat(stream.harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void aSeriesHasOneTimerHoweverManyOrdersItHas() throws Exception {
    for (int i = 0; i < 500; i++) {
      stream.send(order("e" + i, "BER|x", 1, NOON));
    }
    assertThat(stream.harness.numEventTimeTimers()).isEqualTo(1);
  }

  @Test
  void sweepingForgetsOnlyWhatIsOver() throws Exception {
    stream.send(order("old", "BER|x", 1, NOON));
    stream.watermark("2026-03-15T12:00:00Z");
    IncomingOrder young = order("young", "BER|x", 1, "2026-03-16T11:00:00Z");
    stream.send(young);
    stream.watermark("2026-03-22T12:00:00Z");
    stream.send(young);
    assertThat(stream.refusals()).containsExactly(RefusalReason.DUPLICATE);
    assertThat(stream.harness.numEventTimeTimers()).isEqualTo(1);
  }

  @Test
  void allAtOnceAndOneByOneGiveTheSameSumsOfGroups() throws Exception {
    try (OrderStream slow = new OrderStream()) {
      for (int i = 0; i < 50; i++) {
        IncomingOrder order = order("e" + i, "BER|" + (i % 2 == 0 ? "apples" : "x"), i / 7.0, NOON);
        stream.send(order);
        slow.send(order);
        slow.harness.prepareSnapshotPreBarrier(i);
      }
      stream.watermark(NOON);
      assertThat(stream.units()).isEqualTo(slow.units());
      assertThat(stream.changes()).hasSize(52);
      assertThat(List.copyOf(slow.changes())).hasSize(125);
    }
  }
}
