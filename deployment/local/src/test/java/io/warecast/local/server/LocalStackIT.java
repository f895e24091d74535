package io.warecast.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.warecast.domain.ActionableException;
import io.warecast.domain.KafkaTopic;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** One home through its life; the tests stand in its order, since servers take seconds to start. */
@TestMethodOrder(OrderAnnotation.class)
class LocalStackIT {

  private static final Set<Service> ALL =
      EnumSet.of(Service.POSTGRES, Service.REDIS, Service.KAFKA);
  private static final PrintStream NOTES = System.out;

  @TempDir private static Path folder;

  @Test
  @Order(1)
  void startsServersKeepsOthersOutAndStopsThem() throws Exception {
    Home home = StackHomes.in(folder);
    StackState running;
    try (LocalStack stack = start(home)) {
      running = StackFile.read(home).orElseThrow();
      write(stack);
      assertThat(topics(stack))
          .containsAll(Arrays.stream(KafkaTopic.values()).map(KafkaTopic::topicName).toList());
      assertThat(running.services().keySet()).containsAll(ALL);
      running
          .services()
          .forEach((service, at) -> assertThat(Health.ask(home, service, at).isWell()).isTrue());
      assertThatThrownBy(() -> start(home))
          .isInstanceOf(ActionableException.class)
          .hasMessageContaining("'warecast up'")
          .hasMessageContaining("redis://127.0.0.1:" + stack.redis().port())
          .hasMessageContaining("warecast down");
      try (LocalStack attached = LocalStack.attachOrStart(home, "daily", ALL)) {
        assertThat(attached.isAttached()).isTrue();
        assertThat(attached.redis()).isEqualTo(stack.redis());
      }
      assertThat(read(stack)).isEqualTo("kept");
      assertThat(settings(stack, KafkaTopic.FORECASTS)).containsEntry("cleanup.policy", "compact");
      limitRecords(stack, KafkaTopic.ORDERS);
    }
    assertThat(StackFile.read(home)).isEmpty();
    assertNoneRuns(running);
  }

  @Test
  @Order(2)
  void resumesWithItsDataOnTheSamePorts() throws Exception {
    Home home = new Home(folder);
    try (LocalStack stack = start(home)) {
      assertThat(read(stack)).isEqualTo("kept");
      try (Jedis jedis = new Jedis(stack.redis().host(), stack.redis().port())) {
        assertThat(jedis.get("trial")).isEqualTo("kept");
      }
      assertThat(recordsOf(stack)).isEqualTo(1);
      assertThat(stack.jwtSecret()).hasSize(64);
      assertThat(settings(stack, KafkaTopic.ORDERS))
          .containsEntry("max.message.bytes", "4194304")
          .containsEntry("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE))
          .containsEntry("retention.ms", "-1");
    }
  }

  @Test
  @Order(3)
  void stopsServersWhoseParentWasKilled() throws Exception {
    Home home = new Home(folder);
    Process parent = startInOwnJvm(home);
    await().atMost(Duration.ofSeconds(60)).until(() -> isReady(home));
    StackState left = StackFile.read(home).orElseThrow();
    parent.destroyForcibly().waitFor();
    assertThat(left.services().values()).allMatch(at -> at.process().running().isPresent());

    assertThat(Orphans.stop(home)).containsExactlyInAnyOrderElementsOf(ALL);

    assertNoneRuns(left);
    assertThat(StackFile.read(home)).isEmpty();
    assertThat(Orphans.stop(home)).isEmpty();
  }

  @Test
  @Order(4)
  void stopsServersOfAProcessThatIsToldToEnd() throws Exception {
    Home home = new Home(folder);
    Process parent = startInOwnJvm(home);
    await().atMost(Duration.ofSeconds(60)).until(() -> isReady(home));
    StackState left = StackFile.read(home).orElseThrow();

    parent.destroy();

    assertThat(parent.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertNoneRuns(left);
    assertThat(StackFile.read(home)).isEmpty();
  }

  @Test
  @Order(5)
  void startsForABatchCommandOnlyWhatItAsksForAndKeepsOtherCommandsOut() {
    Home home = new Home(folder);
    try (LocalStack stack = LocalStack.attachOrStart(home, "forecast", EnumSet.of(Service.REDIS))) {
      assertThat(stack.isAttached()).isFalse();
      assertThat(StackFile.read(home).orElseThrow().services()).containsOnlyKeys(Service.REDIS);
      assertThatThrownBy(() -> LocalStack.attachOrStart(home, "daily", ALL))
          .isInstanceOf(ActionableException.class)
          .hasMessageContaining("'warecast forecast'")
          .hasMessageContaining("Wait until it has ended");
    }
  }

  @Test
  @Order(6)
  void namesThePortThatIsTakenAndTheOptionAndLeavesNothingRunning() throws Exception {
    Home home = new Home(folder);
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      Ports ports = new Ports(home, Map.of(Port.REDIS, port), Map.of());
      assertThatThrownBy(() -> LocalStack.start(home, ports, NOTES))
          .isInstanceOf(ActionableException.class)
          .hasMessageContaining("Port " + port)
          .hasMessageContaining("--redis-port")
          .hasMessageContaining("WARECAST_REDIS_PORT");
    }
    assertThat(StackFile.read(home)).isEmpty();
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  private static LocalStack start(Home home) {
    return LocalStack.start(home, new Ports(home, Map.of(), Map.of()), NOTES);
  }

  private static boolean isReady(Home home) {
    return StackFile.read(home).filter(StackState::ready).isPresent();
  }

  private static void assertNoneRuns(StackState state) {
    assertThat(state.services().values()).allMatch(at -> at.process().running().isEmpty());
  }

  private static void write(LocalStack stack) throws Exception {
    try (Connection connection = connect(stack);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE trial AS SELECT 'kept' AS value");
    }
    try (Jedis jedis = new Jedis(stack.redis().host(), stack.redis().port())) {
      jedis.set("trial", "kept");
    }
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stack.kafkaBootstrap()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(KafkaTopic.ORDERS.topicName(), 0, "k", "v")).get();
    }
  }

  private static String read(LocalStack stack) throws SQLException {
    try (Connection connection = connect(stack);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT value FROM trial")) {
      row.next();
      return row.getString(1);
    }
  }

  private static Connection connect(LocalStack stack) throws SQLException {
    Postgres at = stack.postgres();
    return DriverManager.getConnection(at.jdbcUrl(), at.user(), at.password());
  }

  private static Set<String> topics(LocalStack stack)
      throws ExecutionException, InterruptedException {
    try (Admin admin = KafkaServer.admin(stack.kafkaBootstrap(), Duration.ofSeconds(10))) {
      return admin.listTopics().names().get();
    }
  }

  private static long recordsOf(LocalStack stack) throws Exception {
    try (Admin admin = KafkaServer.admin(stack.kafkaBootstrap(), Duration.ofSeconds(10))) {
      var orders = new org.apache.kafka.common.TopicPartition(KafkaTopic.ORDERS.topicName(), 0);
      return admin
          .listOffsets(Map.of(orders, org.apache.kafka.clients.admin.OffsetSpec.latest()))
          .partitionResult(orders)
          .get()
          .offset();
    }
  }

  private static Map<String, String> settings(LocalStack stack, KafkaTopic topic) throws Exception {
    try (Admin admin = KafkaServer.admin(stack.kafkaBootstrap(), Duration.ofSeconds(10))) {
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
      return admin
          .describeConfigs(List.of(resource))
          .values()
          .get(resource)
          .get()
          .entries()
          .stream()
          .filter(entry -> entry.value() != null)
          .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }
  }

  /** As an earlier version had it. */
  private static void limitRecords(LocalStack stack, KafkaTopic topic) throws Exception {
    try (Admin admin = KafkaServer.admin(stack.kafkaBootstrap(), Duration.ofSeconds(10))) {
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
      ConfigEntry limit = new ConfigEntry("max.message.bytes", "1048588");
      admin
          .incrementalAlterConfigs(
              Map.of(resource, List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
    await().until(() -> settings(stack, topic).get("max.message.bytes").equals("1048588"));
  }

  private static Process startInOwnJvm(Home home) throws Exception {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                home.root().toString()))
        .redirectErrorStream(true)
        .redirectOutput(
            ProcessBuilder.Redirect.appendTo(home.logs().resolve("holder.log").toFile()))
        .start();
  }

  /** A process that holds a stack until it is ended. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws InterruptedException {
      PrintStream notes = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      Home home = new Home(Path.of(args[0]));
      LocalStack stack = LocalStack.start(home, new Ports(home, Map.of(), Map.of()), notes);
      Thread.currentThread().join();
      stack.close();
    }
  }
}
