package io.warecast.pipeline.job;

import io.warecast.domain.KafkaTopic;
import io.warecast.domain.order.OrderEvent;
import io.warecast.domain.order.OrderJson;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.connector.kafka.KafkaBroker;
import io.warecast.pipeline.connector.kafka.KafkaConfig;
import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.pipeline.connector.postgres.PostgresConfig;
import io.warecast.pipeline.run.Servers;
import io.warecast.scoring.TrainedModels;
import io.warecast.scoring.registry.ModelRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.base.source.reader.SourceReaderOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The continuous job on real servers, with topics, a lake, a database and models of its own. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ContinuousScenario {

  /** Twice what the job takes, so that batches run beside it. */
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setConfiguration(closingSourcesAtOnce())
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  /** Readers of many small files may wait their whole limit, 30 s, for what was read long ago. */
  private static Configuration closingSourcesAtOnce() {
    return new Configuration().set(SourceReaderOptions.SOURCE_READER_CLOSE_TIMEOUT, 100L);
  }

  static final int PARTITIONS = 4;

  /** More often they would take a great part of the processor. */
  private static final long CHECKPOINT_MILLIS = 3_000;

  final Servers servers = Servers.shared();
  KafkaBroker broker;
  KafkaConfig kafka;
  ForecastTargets targets;
  Path folder;
  JobClient job;

  private KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  void prepare(@TempDir Path shared) throws Exception {
    folder = shared;
    broker = KafkaBroker.shared();
    kafka = broker.newTopics(PARTITIONS);
    producer = broker.producer(Map.of("linger.ms", 5));
    Path lake = folder.resolve("lake");
    writeLake(lake);
    targets =
        new ForecastTargets(
            SmallLake.uri(lake),
            SmallLake.uri(folder.resolve("models")),
            servers.newDatabase(),
            servers.emptyRedis());
    train("v1", 6);
    models().promote("v1");
  }

  void writeLake(Path lake) {
    SmallLake.write(lake);
  }

  void train(String version, int series) {
    TrainedModels.training(targets.registry(), version)
        .run(TrainedModels.rows(series, TrainedModels.plan()), series, () -> {});
  }

  ModelRegistry models() {
    return ModelRegistry.at(targets.registry(), "demand");
  }

  Lake lake() {
    return Lake.at(targets.lake());
  }

  PostgresConfig postgres() {
    return servers.directPostgres(targets.postgres());
  }

  /** Starts the job, which fails for good with the first failure. */
  void start(String... options) throws Exception {
    StreamExecutionEnvironment env = environment("rocksdb");
    env.enableCheckpointing(CHECKPOINT_MILLIS);
    ContinuousForecastJob.build(
        env, targets, kafka, CommandLine.populateCommand(new ContinuousOptions(), options));
    job = env.executeAsync("continuous forecast");
  }

  @AfterEach
  void cancel() throws Exception {
    if (job != null && !status().isGloballyTerminalState()) {
      job.cancel().get();
    }
  }

  JobStatus status() throws Exception {
    return job.getJobStatus().get();
  }

  /** For a batch beside the job. */
  StreamExecutionEnvironment environment() {
    return environment("hashmap");
  }

  private StreamExecutionEnvironment environment(String stateBackend) {
    Configuration config = new Configuration();
    config.set(PipelineOptions.GENERIC_TYPES, false);
    config.set(PipelineOptions.OBJECT_REUSE, true);
    config.set(StateBackendOptions.STATE_BACKEND, stateBackend);
    config.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    config.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, SmallLake.uri(folder.resolve("checkpoints")));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    env.setRuntimeMode(RuntimeExecutionMode.STREAMING);
    env.setParallelism(2);
    return env;
  }

  /** Sends an order by its series, stamped with its arrival. */
  void send(OrderEvent order, long arrivesAt) {
    byte[] key = utf8(new SeriesKey(order.warehouseId(), order.itemId()).partitionKey());
    send(KafkaTopic.ORDERS, null, arrivesAt, key, OrderJson.encode(order));
  }

  void send(KafkaTopic topic, Integer partition, long timestamp, byte[] key, byte[] value) {
    producer.send(new ProducerRecord<>(kafka.topic(topic), partition, timestamp, key, value));
  }

  /** One order in each partition, so that time passes in all of them. */
  List<OrderEvent> passTime(String warehouse, long moment) {
    List<OrderEvent> sent = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      OrderEvent order =
          new OrderEvent("time-" + moment + "-" + partition, warehouse, "item-0", .5, moment);
      send(KafkaTopic.ORDERS, partition, moment, null, OrderJson.encode(order));
      sent.add(order);
    }
    producer.flush();
    return sent;
  }

  /** The orders that the lake holds, one a time that it holds them. */
  List<OrderEvent> lakeOrders() throws Exception {
    List<OrderEvent> orders = new ArrayList<>();
    try (CloseableIterator<OrderEvent> found =
        environment()
            .fromSource(
                lake().streamOrders().source(), WatermarkStrategy.noWatermarks(), "stream-orders")
            .executeAndCollect()) {
      found.forEachRemaining(orders::add);
    }
    return orders;
  }

  static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(300));
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
