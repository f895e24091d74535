package io.warecast.gateway;

import io.warecast.domain.KafkaTopic;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Time;

/** A real broker in this JVM with the topics of the contract, which can be stopped and started. */
public final class KafkaFixture implements AutoCloseable {

  private static final int PARTITIONS = 2;

  private final String bootstrap;
  private final Properties settings;
  private KafkaRaftServer server;

  private KafkaFixture(String bootstrap, Properties settings) {
    this.bootstrap = bootstrap;
    this.settings = settings;
  }

  public static KafkaFixture start() throws Exception {
    int port = RedisFixture.freePort();
    Path folder = Files.createTempDirectory("gateway-kafka");
    String text =
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        controller.listener.names=CONTROLLER
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        log.dirs=%3$s
        auto.create.topics.enable=false
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        log.index.size.max.bytes=65536
        log.cleaner.dedupe.buffer.size=16777216
        """
            .formatted(port, RedisFixture.freePort(), folder.resolve("data"));
    Path file = Files.writeString(folder.resolve("kafka.properties"), text);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    String[] format = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
    if (StorageTool.execute(format, new PrintStream(said, true, StandardCharsets.UTF_8)) != 0) {
      throw new AssertionError(said.toString(StandardCharsets.UTF_8));
    }
    Properties settings = new Properties();
    settings.load(new StringReader(text));
    KafkaFixture kafka = new KafkaFixture("127.0.0.1:" + port, settings);
    kafka.startServer();
    kafka.createTopics();
    return kafka;
  }

  private void createTopics() throws Exception {
    List<NewTopic> topics = new ArrayList<>();
    for (KafkaTopic topic : KafkaTopic.values()) {
      topics.add(new NewTopic(topic.topicName(), Optional.of(PARTITIONS), Optional.empty()));
    }
    try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrap))) {
      admin.createTopics(topics).all().get();
    }
  }

  public String bootstrap() {
    return bootstrap;
  }

  /** Starts the broker with what it had, under the same address. */
  public void startServer() {
    server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
    server.startup();
  }

  public void stopServer() {
    server.shutdown();
    server.awaitShutdown();
  }

  /** All values of a topic, partition after partition. */
  public List<String> values(KafkaTopic topic) {
    Map<String, Object> properties =
        Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (int i = 0; i < PARTITIONS; i++) {
        partitions.add(new TopicPartition(topic.topicName(), i));
      }
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(each -> values.add(each.value()));
      }
    }
    return values;
  }

  @Override
  public void close() {
    stopServer();
  }
}
