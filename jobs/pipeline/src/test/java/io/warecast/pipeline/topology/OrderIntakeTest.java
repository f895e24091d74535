package io.warecast.pipeline.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.deadletter.DeadLetter;
import io.warecast.domain.deadletter.RefusalReason;
import io.warecast.domain.demand.DemandChange;
import io.warecast.domain.demand.IntradayProfile;
import io.warecast.domain.order.OrderEvent;
import io.warecast.domain.order.OrderJson;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.Warehouse;
import io.warecast.pipeline.operator.intake.IncomingOrder;
import io.warecast.pipeline.operator.intake.IntakeSettings;
import io.warecast.pipeline.operator.intake.MasterData;
import io.warecast.pipeline.operator.intake.OrderCheck;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OrderIntakeTest {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final long NOON = Instant.parse("2026-03-10T11:00:00Z").toEpochMilli();
  private static final int ORDERS = 100;

  @Test
  void ordersBecomeChangesAndEveryOtherRecordADeadLetter() throws Exception {
    StreamExecutionEnvironment environment = environment();
    OrderIntake intake =
        OrderIntake.of(
            environment
                .fromData(records(), TypeInformation.of(IncomingOrder.class))
                .assignTimestampsAndWatermarks(WatermarkStrategy.<IncomingOrder>noWatermarks()),
            MasterData.of(
                List.of(new Warehouse("BER", "DE", "Europe/Berlin")),
                List.of(new Item("i1", "fruit", "")),
                (int) LocalDate.parse("2026-02-28").toEpochDay()),
            new IntakeSettings(7, 5));
    CloseableIterator<DemandChange> changes = intake.changes().collectAsync();
    CloseableIterator<OrderEvent> accepted = intake.accepted().collectAsync();
    CloseableIterator<DeadLetter> deadLetters = intake.deadLetters().collectAsync();
    CloseableIterator<IntradayProfile> profiles = intake.profiles().collectAsync();
    environment.execute();
    long total = 0;
    for (DemandChange change : rest(changes)) {
      total += change.key().itemId().equals("_total") ? change.micros() : 0;
    }
    assertThat(total).isEqualTo(ORDERS * 1_000_000L);
    assertThat(rest(accepted)).hasSize(ORDERS).doesNotHaveDuplicates();
    assertThat(rest(deadLetters))
        .extracting(DeadLetter::reason)
        .containsExactlyInAnyOrder(
            RefusalReason.EMPTY, RefusalReason.MALFORMED, RefusalReason.DUPLICATE);
    assertThat(rest(profiles)).extracting(IntradayProfile::warehouseId).containsExactly("BER");
  }

  private static StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(2);
    return environment;
  }

  private static List<IncomingOrder> records() {
    List<IncomingOrder> records = new ArrayList<>();
    OrderCheck check = new OrderCheck(Set.of("BER"));
    for (int i = 0; i < ORDERS; i++) {
      records.add(check.check("orders", 0, i, NOON, null, json(i)));
    }
    records.add(check.check("orders", 0, 100, NOON, null, json(7)));
    records.add(check.check("orders", 0, 101, NOON, null, null));
    records.add(
        check.check("orders", 0, 102, NOON, null, "hello".getBytes(StandardCharsets.UTF_8)));
    return records;
  }

  private static byte[] json(int i) {
    return OrderJson.encode(new OrderEvent("e" + i, "BER", "i" + i % 9, 1, NOON));
  }

  private static <T> List<T> rest(CloseableIterator<T> iterator) throws Exception {
    try (iterator) {
      List<T> values = new ArrayList<>();
      iterator.forEachRemaining(values::add);
      return values;
    }
  }
}
