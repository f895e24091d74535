package io.warecast.local.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import io.warecast.domain.KafkaTopic;
import io.warecast.domain.covariate.WeatherForecast;
import io.warecast.domain.deadletter.RefusedException;
import io.warecast.domain.message.WeatherForecastJson;
import io.warecast.domain.order.OrderEvent;
import io.warecast.local.sample.SamplePlan;
import io.warecast.local.server.Home;
import io.warecast.local.server.LocalStack;
import io.warecast.local.server.Service;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A replay into a real broker; each test goes on where the one before it stopped. */
@TestMethodOrder(OrderAnnotation.class)
class OrderReplayIT {

  private static final ReplaySpeed SPEED = new ReplaySpeed(ReplaySpeed.MAX_FACTOR);

  @TempDir private static Path folder;
  private static Home home;
  private static LocalStack stack;

  @BeforeAll
  static void start() {
    home = GeneratedHome.in(folder);
    stack = LocalStack.attachOrStart(home, "test", EnumSet.of(Service.KAFKA));
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  @Order(1)
  void goesOnWhereItStoppedWithoutGapOrRepeat() {
    List<OrderEvent> planned = planned();
    int half = planned.size() / 40;

    try (OrderReplay replay = replay(0)) {
      assertThat(replay.run((orders, time) -> closeAfter(half, orders, replay)))
          .isEqualTo(ReplayEnd.STOPPED);
    }
    try (OrderReplay replay = replay(1)) {
      assertThat(replay.run(ReplayListener.NONE)).isEqualTo(ReplayEnd.DAYS_DONE);
    }

    List<ConsumerRecord<String, String>> records = records();
    assertThat(records).hasSizeGreaterThan(half + 10);
    assertThat(records.stream().map(OrderReplayIT::eventId).sorted())
        .containsExactlyElementsOf(
            planned.subList(0, records.size()).stream().map(OrderEvent::eventId).sorted().toList());
    Map<String, OrderEvent> byId =
        planned.stream().collect(Collectors.toMap(OrderEvent::eventId, order -> order));
    for (ConsumerRecord<String, String> record : records) {
      OrderEvent order = byId.get(eventId(record));
      assertThat(record.timestamp()).isEqualTo(order.orderedAt());
      assertThat(record.key()).isEqualTo(order.warehouseId() + "|" + order.itemId());
    }
    assertThatWeatherCameWithEachDay(records);
  }

  /** Both days that were begun, whose weather must be known before they close. */
  private static void assertThatWeatherCameWithEachDay(
      List<ConsumerRecord<String, String>> orders) {
    Set<Long> days =
        orders.stream()
            .map(order -> Math.floorDiv(order.timestamp(), Duration.ofDays(1).toMillis()))
            .collect(Collectors.toSet());
    Set<WeatherForecast> planned =
        days.stream()
            .flatMap(day -> ReplayPlan.of(home).weather().apply(Math.toIntExact(day)).stream())
            .collect(Collectors.toSet());
    assertThat(planned).hasSizeGreaterThan(8 * days.size());
    assertThat(records(KafkaTopic.WEATHER).stream().map(OrderReplayIT::weather))
        .allMatch(planned::contains)
        .containsAll(planned);
  }

  private static WeatherForecast weather(ConsumerRecord<String, String> record) {
    try {
      return WeatherForecastJson.read(record.value().getBytes(StandardCharsets.UTF_8));
    } catch (RefusedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @Order(2)
  void sendsEachOrderAtLeastOnceInOrderByKeyAfterACrash() {
    int before = records().size();
    try (OrderReplay replay = replay(0)) {
      assertThatThrownBy(() -> replay.run((orders, time) -> crashAfter(200, orders)))
          .hasMessage("crash");
    }
    int crashed = records().size();
    try (OrderReplay replay = replay(2)) {
      assertThat(replay.run(ReplayListener.NONE)).isEqualTo(ReplayEnd.DAYS_DONE);
    }

    assertThat(crashed).isEqualTo(before + 200);
    List<ConsumerRecord<String, String>> records = records();
    int distinct = (int) records.stream().map(OrderReplayIT::eventId).distinct().count();
    assertThat(distinct).isGreaterThan(crashed).isLessThan(records.size());
    Map<String, List<String>> planned = byKey(planned().subList(0, distinct));
    assertThat(firstByKey(records)).isEqualTo(planned);
  }

  @Test
  @Order(3)
  void keepsASecondReplayOut() {
    try (OrderReplay first = replay(0)) {
      assertThatThrownBy(() -> replay(0))
          .isInstanceOf(ActionableException.class)
          .hasMessageContaining("being replayed");
      assertThat(first.lastDay()).isEqualTo("2026-05-04");
    }
    replay(0).close();
  }

  @Test
  @Order(4)
  void endsWithTheSampleAndBeginsAnewWithAnother() {
    try (OrderReplay replay = replay(0)) {
      assertThat(replay.run(ReplayListener.NONE)).isEqualTo(ReplayEnd.SAMPLE_ENDS);
    }
    assertThat(records().stream().map(OrderReplayIT::eventId).distinct()).hasSize(planned().size());
    int all = records().size();
    try (OrderReplay replay = replay(0)) {
      assertThat(replay.run(ReplayListener.NONE)).isEqualTo(ReplayEnd.SAMPLE_ENDS);
    }
    assertThat(records()).hasSize(all);

    GeneratedHome.generate(home, new SamplePlan(9, 2, 6, 60, GeneratedHome.PLAN.end()));
    try (OrderReplay replay = replay(1)) {
      assertThat(replay.run(ReplayListener.NONE)).isEqualTo(ReplayEnd.DAYS_DONE);
    }
    assertThat(records().stream().filter(record -> eventId(record).startsWith("9-"))).isNotEmpty();
  }

  private static OrderReplay replay(int days) {
    return OrderReplay.in(home, stack.kafkaBootstrap(), SPEED, days, new FakeClock());
  }

  private static void closeAfter(int wanted, long orders, OrderReplay replay) {
    if (orders == wanted) {
      Thread closer = new Thread(replay::close);
      closer.setDaemon(true);
      closer.start();
      while (!replay.isStopping()) {
        Thread.onSpinWait();
      }
    }
  }

  private static void crashAfter(int wanted, long orders) {
    if (orders == wanted) {
      throw new IllegalStateException("crash");
    }
  }

  private static List<OrderEvent> planned() {
    ReplayPlan plan = ReplayPlan.of(home);
    List<OrderEvent> orders = new ArrayList<>();
    plan.after(plan.start()).forEachRemaining(orders::add);
    return orders;
  }

  private static Map<String, List<String>> byKey(List<OrderEvent> orders) {
    return orders.stream()
        .collect(
            Collectors.groupingBy(
                order -> order.warehouseId() + "|" + order.itemId(),
                Collectors.mapping(OrderEvent::eventId, Collectors.toList())));
  }

  /** Event ids by key in the order in which each was there first. */
  private static Map<String, List<String>> firstByKey(
      List<ConsumerRecord<String, String>> records) {
    Map<String, LinkedHashSet<String>> ids = new LinkedHashMap<>();
    for (ConsumerRecord<String, String> record : records) {
      ids.computeIfAbsent(record.key(), key -> new LinkedHashSet<>()).add(eventId(record));
    }
    return ids.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
  }

  private static String eventId(ConsumerRecord<String, String> record) {
    return record.value().replaceAll(".*\"event_id\":\"([^\"]*)\".*", "$1");
  }

  /** All orders in Kafka, in the order of their partitions. */
  private static List<ConsumerRecord<String, String>> records() {
    return records(KafkaTopic.ORDERS);
  }

  private static List<ConsumerRecord<String, String>> records(KafkaTopic topic) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", stack.kafkaBootstrap()),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.topicName()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, String>> records = new ArrayList<>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }
}
