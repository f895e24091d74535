package io.warecast.pipeline.connector.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.order.OrderEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamOrdersIT {

  private static final long MIDNIGHT = 1_709_251_200_000L; // 2024-03-01T00:00:00Z

  @TempDir Path folder;

  @Test
  void readsTheOrdersThatItWroteByUtcDay() throws Exception {
    List<OrderEvent> orders = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      orders.add(new OrderEvent("e" + i, "east", "item" + i % 7, i % 10 - 4.5, MIDNIGHT - 50 + i));
    }
    write(orders.subList(0, 60));
    write(orders.subList(60, 100));

    assertThat(read()).containsExactlyInAnyOrderElementsOf(orders);
    try (Stream<Path> days = Files.list(folder.resolve("raw/stream/abc"))) {
      assertThat(days.map(day -> day.getFileName().toString()))
          .containsExactlyInAnyOrder("day=2024-02-29", "day=2024-03-01");
    }
  }

  @Test
  void aLakeThatNoStreamHasWrittenToIsEmpty() throws Exception {
    assertThat(read()).isEmpty();
  }

  @Test
  void whatNoCheckpointHasCompletedDoesNotCount() throws Exception {
    OrderEvent order = new OrderEvent("e", "east", "a", 1, MIDNIGHT);
    write(List.of(order));
    Path day = folder.resolve("raw/stream/abc/day=2024-03-01");
    Files.writeString(day.resolve(".part-1.parquet.inprogress.x"), "half");
    Files.createDirectories(folder.resolve("raw/stream/abc/other"));
    Files.writeString(folder.resolve("raw/stream/abc/other/part.parquet"), "no");

    assertThat(read()).containsExactly(order);
  }

  @Test
  void manyFilesOfADayThatIsOverBecomeOneAndTheOldOnesGoADayLater() throws Exception {
    List<OrderEvent> orders = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      orders.add(new OrderEvent("e" + i, "east", "item", i + 1, MIDNIGHT + i));
    }
    write(orders, 17);
    StreamOrders stream = StreamOrders.since(folder.toUri().toString(), "abc");
    Path day = folder.resolve("raw/stream/abc/day=2024-03-01");
    assertThat(stream.merge(MIDNIGHT + 3_600_000)).as("the day goes on").isZero();

    assertThat(stream.merge(System.currentTimeMillis())).isEqualTo(17);
    assertThat(read()).containsExactlyInAnyOrderElementsOf(orders);
    assertThat(parts(day)).as("a reader may be at them still").hasSize(17);
    assertThat(stream.merge(System.currentTimeMillis())).as("few files stay as they are").isZero();

    List<OrderEvent> late = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      late.add(new OrderEvent("late" + i, "east", "item", 1, MIDNIGHT + 99 + i));
    }
    write(late, 16);
    orders.addAll(late);
    assertThat(read()).containsExactlyInAnyOrderElementsOf(orders);
    assertThat(stream.merge(System.currentTimeMillis() + 86_500_000)).isEqualTo(17);
    assertThat(parts(day)).as("those of the first time are gone").hasSize(16);
    assertThat(read()).containsExactlyInAnyOrderElementsOf(orders);
    assertThat(stream.merge(System.currentTimeMillis() + 2 * 86_500_000L)).isZero();
    assertThat(parts(day)).isEmpty();
    assertThat(read()).containsExactlyInAnyOrderElementsOf(orders);
  }

  private static List<String> parts(Path day) throws IOException {
    try (Stream<Path> files = Files.list(day)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(f -> f.startsWith("part"))
          .toList();
    }
  }

  private void write(List<OrderEvent> orders) throws Exception {
    write(orders, 2);
  }

  /** One file a subtask and day. */
  private void write(List<OrderEvent> orders, int parallelism) throws Exception {
    StreamExecutionEnvironment env = environment(parallelism);
    env.enableCheckpointing(100);
    env.fromData(orders, TypeInformation.of(OrderEvent.class))
        .sinkTo(StreamOrders.since(folder.toUri().toString(), "abc").sink());
    env.execute();
  }

  private List<OrderEvent> read() throws Exception {
    List<OrderEvent> orders = new ArrayList<>();
    try (CloseableIterator<OrderEvent> found =
        environment(2)
            .fromSource(
                StreamOrders.since(folder.toUri().toString(), "abc").source(),
                WatermarkStrategy.noWatermarks(),
                "stream-orders")
            .executeAndCollect()) {
      found.forEachRemaining(orders::add);
    }
    return orders;
  }

  private static StreamExecutionEnvironment environment(int parallelism) throws IOException {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    return StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
  }
}
