package io.warecast.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warecast.domain.KafkaTopic;
import io.warecast.local.flink.ClusterProcesses;
import io.warecast.local.flink.FlinkMode;
import io.warecast.local.flink.LocalFlink;
import io.warecast.local.server.LocalStack;
import io.warecast.local.server.Service;
import io.warecast.pipeline.connector.kafka.KafkaConfig;
import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.pipeline.job.ContinuousForecastJob;
import io.warecast.pipeline.job.ContinuousOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Whatever is killed while orders come in: nothing is lost and nothing is counted twice. */
class ExactlyOnceIT {

  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final long CHECKPOINT_MILLIS = 500;
  private static final int PARTITIONS = 4;

  private static LocalStack stack;
  private static ClusterProcesses cluster;
  private static LocalFlink flink;
  private static ReplayedOrders orders;
  private static ReplayResult undisturbed;
  private static long series;

  @BeforeAll
  static void replayUndisturbed() throws Exception {
    stack =
        LocalStack.attachOrStart(
            SmallHome.trained().home(),
            "test",
            EnumSet.of(Service.POSTGRES, Service.REDIS, Service.KAFKA));
    cluster = stack.stopFirst(ClusterProcesses.in(stack.home(), 0, told -> {}));
    flink = LocalFlink.on(cluster.start());
    Lake lake = Lake.at(stack.lakeUri().toString());
    series = lake.seriesCount();
    orders = ReplayedOrders.of(lake, PARTITIONS);
    undisturbed = replay("undisturbed", Disturbance.NONE);
    assertThat(undisturbed.demandDays()).hasSizeGreaterThan(50);
    assertThat(undisturbed.deadLetters()).hasSize(orders.refused());
    assertThat(undisturbed.lakeOrders()).doesNotHaveDuplicates().hasSize(orders.accepted());
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void killedTaskManagersLoseAndRepeatNothing() throws Exception {
    ReplayResult killed =
        replay(
            "killed",
            share -> {
              cluster.killTaskManager(share % ClusterProcesses.TASK_MANAGERS);
              cluster.awaitTaskManagers(LIMIT);
            });
    assertThat(killed).isEqualTo(undisturbed);
  }

  @Test
  void absentServersLoseAndRepeatNothing() throws Exception {
    ReplayResult interrupted =
        replay(
            "interrupted",
            share ->
                stack.outage(
                    share % 2 == 0 ? Service.KAFKA : Service.REDIS, Duration.ofSeconds(3)));
    assertThat(interrupted).isEqualTo(undisturbed);
  }

  /** What goes wrong after each quarter of the orders. */
  @FunctionalInterface
  private interface Disturbance {
    Disturbance NONE = share -> {};

    void strike(int share) throws Exception;
  }

  private static ReplayResult replay(String prefix, Disturbance disturbance) throws Exception {
    KafkaConfig kafka =
        KafkaConfig.of(stack.kafkaBootstrap(), prefix + "-", "test-" + prefix, List.of());
    createTopics(kafka);
    ReplayResult.forget(stack);
    JobClient job = submit(kafka);
    send(kafka, disturbance);
    ReplayResult result =
        await()
            .atMost(LIMIT)
            .pollInterval(Duration.ofSeconds(1))
            .until(
                () -> ReplayResult.read(stack, kafka, orders),
                found -> found.isWhole(orders, series));
    job.cancel().get();
    await().atMost(LIMIT).until(() -> job.getJobStatus().get() == JobStatus.CANCELED);
    return result;
  }

  private static JobClient submit(KafkaConfig kafka) throws Exception {
    StreamExecutionEnvironment env = flink.environment(FlinkMode.STREAMING);
    env.enableCheckpointing(CHECKPOINT_MILLIS);
    env.getCheckpointConfig().setMinPauseBetweenCheckpoints(0);
    ContinuousForecastJob.build(
        env,
        DailyCommand.targets(stack),
        kafka,
        // Within a day forecasts depend on when they are made: only those at closings compare.
        CommandLine.populateCommand(
            new ContinuousOptions(), "--horizon", "7", "--least-move", "1e9"));
    JobClient job = env.executeAsync("exactly once");
    await().atMost(LIMIT).until(() -> job.getJobStatus().get() == JobStatus.RUNNING);
    return job;
  }

  private static void createTopics(KafkaConfig kafka) throws Exception {
    List<NewTopic> topics = new ArrayList<>();
    for (KafkaTopic topic : KafkaTopic.values()) {
      // Records are as old as the orders in them.
      topics.add(
          new NewTopic(kafka.topic(topic), Optional.of(PARTITIONS), Optional.empty())
              .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1")));
    }
    try (Admin admin = Admin.create(kafka.properties())) {
      admin.createTopics(topics).all().get();
    }
  }

  private static void send(KafkaConfig kafka, Disturbance disturbance) throws Exception {
    List<ReplayedOrders.Message> messages = orders.messages();
    int quarter = messages.size() / 4;
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka.properties(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < messages.size(); i++) {
        ReplayedOrders.Message message = messages.get(i);
        producer.send(
            new ProducerRecord<>(
                kafka.topic(KafkaTopic.ORDERS),
                message.partition(),
                message.timestamp(),
                message.key().getBytes(UTF_8),
                message.value()));
        if (i % 20 == 19) {
          // A pace at which several checkpoints pass between two disturbances.
          producer.flush();
          Thread.sleep(150);
        }
        if (i > 0 && i % quarter == 0 && i / quarter < 4) {
          disturbance.strike(i / quarter);
        }
      }
    }
  }
}
