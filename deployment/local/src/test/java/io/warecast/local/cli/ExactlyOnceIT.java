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
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * Whatever is killed, absent or rescaled while orders come in: nothing is lost and nothing is
 * counted twice.
 */
class ExactlyOnceIT {

  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final Duration AWAY = Duration.ofSeconds(3);
  private static final long CHECKPOINT_MILLIS = 1_000;
  private static final int PARTITIONS = 4;

  private static LocalStack stack;
  private static ClusterProcesses cluster;
  private static LocalFlink flink;
  private static ReplayedOrders orders;
  private static ReplayResult undisturbed;
  private static long series;
  private static JobClient job;

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

  /** What a failed test leaves would write into the next one's tables. */
  @AfterEach
  void cancelsWhatRuns() throws Exception {
    cancel();
  }

  private static void cancel() throws Exception {
    JobClient running = job;
    if (running != null && !running.getJobStatus().get().isTerminalState()) {
      running.cancel().get();
      await().atMost(LIMIT).until(() -> running.getJobStatus().get().isTerminalState());
    }
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
    List<CompletableFuture<Void>> outages = new ArrayList<>();
    ReplayResult interrupted =
        replay(
            "interrupted",
            share -> {
              if (share % 2 == 0) {
                stack.outage(Service.KAFKA, AWAY);
              } else {
                // Orders go on coming while it is away.
                outages.add(CompletableFuture.runAsync(() -> outage(Service.REDIS)));
              }
            });
    outages.forEach(CompletableFuture::join);
    assertThat(interrupted).isEqualTo(undisturbed);
  }

  @Test
  void anotherParallelismFromASavepointLosesAndRepeatsNothing() throws Exception {
    Path savepoints = stack.home().flink().resolve("savepoints");
    KafkaConfig kafka = kafka("rescaled");
    ReplayResult rescaled =
        replay(
            "rescaled",
            share -> {
              // Refused as long as a task of the last start is not there yet.
              String savepoint =
                  await()
                      .atMost(LIMIT)
                      .ignoreExceptions()
                      .until(() -> stopped(savepoints), path -> !path.isEmpty());
              job =
                  submit(
                      kafka, Optional.of(Path.of(URI.create(savepoint))), share % 2 == 1 ? 3 : 1);
            });
    assertThat(rescaled).isEqualTo(undisturbed);
  }

  private static String stopped(Path savepoints) throws Exception {
    return job.stopWithSavepoint(
            false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
        .get();
  }

  private static KafkaConfig kafka(String prefix) {
    return KafkaConfig.of(stack.kafkaBootstrap(), prefix + "-", "test-" + prefix, List.of());
  }

  private static void outage(Service service) {
    try {
      stack.outage(service, AWAY);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** What goes wrong after each quarter of the orders. */
  @FunctionalInterface
  private interface Disturbance {
    Disturbance NONE = share -> {};

    void strike(int share) throws Exception;
  }

  private static ReplayResult replay(String prefix, Disturbance disturbance) throws Exception {
    KafkaConfig kafka = kafka(prefix);
    createTopics(kafka);
    ReplayResult.forget(stack);
    job = submit(kafka, Optional.empty(), 2);
    send(kafka, disturbance);
    ReplayResult result =
        await()
            .atMost(LIMIT)
            .pollInterval(Duration.ofSeconds(1))
            // A server may still be on its way back.
            .ignoreExceptions()
            .until(
                () -> ReplayResult.read(stack, kafka, orders),
                found -> found.isWhole(orders, series));
    cancel();
    return result;
  }

  private static JobClient submit(KafkaConfig kafka, Optional<Path> savepoint, int parallelism)
      throws Exception {
    StreamExecutionEnvironment env = flink.environment(FlinkMode.STREAMING, savepoint);
    env.setParallelism(parallelism);
    env.enableCheckpointing(CHECKPOINT_MILLIS);
    env.getCheckpointConfig().setMinPauseBetweenCheckpoints(0);
    ContinuousForecastJob.build(
        env,
        DailyCommand.targets(stack),
        kafka,
        // Within a day forecasts depend on when they are made: only those at closings compare.
        CommandLine.populateCommand(
            new ContinuousOptions(), "--horizon", "7", "--least-move", "1e9"));
    JobClient submitted = env.executeAsync("exactly once");
    await().atMost(LIMIT).until(() -> submitted.getJobStatus().get() == JobStatus.RUNNING);
    return submitted;
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
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka.properties(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < messages.size(); i++) {
        ReplayedOrders.Message message = messages.get(i);
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    kafka.topic(KafkaTopic.ORDERS),
                    message.partition(),
                    message.timestamp(),
                    message.key().getBytes(UTF_8),
                    message.value())));
        if (i % 20 == 19) {
          // A pace at which several checkpoints pass between two disturbances.
          producer.flush();
          Thread.sleep(150);
        }
        if (i > 0 && i % quarter == 0 && i / quarter < 4) {
          producer.flush();
          disturbance.strike(i / quarter);
        }
      }
      for (Future<RecordMetadata> each : sent) {
        assertThat(each.get()).isNotNull();
      }
    }
  }
}
