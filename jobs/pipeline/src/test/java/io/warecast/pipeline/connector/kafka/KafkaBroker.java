package io.warecast.pipeline.connector.kafka;

import io.warecast.domain.KafkaTopic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;

/**
 * One real broker, its own controller, in this JVM; each test has topics by a prefix of its own.
 */
public final class KafkaBroker {

  private static final AtomicInteger PREFIXES = new AtomicInteger();
  private static final int LARGEST_RECORD = 16 << 20;
  private static KafkaBroker shared;

  private final String bootstrap;
  private final Properties settings;
  private KafkaRaftServer server;

  private KafkaBroker(String bootstrap, Properties settings) {
    this.bootstrap = bootstrap;
    this.settings = settings;
  }

  /** The broker of this JVM, which stops with it. */
  public static synchronized KafkaBroker shared() throws IOException {
    if (shared == null) {
      shared = create();
      shared.start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> shared.stop()));
    }
    return shared;
  }

  /** All topics of the contract, empty, under a prefix that nobody else has. */
  public KafkaConfig newTopics(int partitions) throws Exception {
    String prefix = "test" + PREFIXES.incrementAndGet() + "-";
    List<NewTopic> topics = new ArrayList<>();
    for (KafkaTopic topic : KafkaTopic.values()) {
      topics.add(
          new NewTopic(prefix + topic.topicName(), Optional.of(partitions), Optional.empty())
              .configs(Map.of("max.message.bytes", Integer.toString(LARGEST_RECORD))));
    }
    try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrap))) {
      admin.createTopics(topics).all().get();
    }
    return new KafkaConfig(bootstrap, prefix, prefix + "group", Map.of());
  }

  /** A producer of bytes; {@code extra} settings come on top. */
  public KafkaProducer<byte[], byte[]> producer(Map<String, Object> extra) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrap);
    properties.put("max.request.size", LARGEST_RECORD);
    properties.putAll(extra);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Writes one record with a timestamp and waits until it is there. */
  public void send(String topic, long timestamp, byte[] key, byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      producer.send(new ProducerRecord<>(topic, null, timestamp, key, value)).get();
    }
  }

  /** All committed records of a topic, in the order of their partitions. */
  public List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
    return read(topic, "read_committed");
  }

  /** All records of a topic, those of open and aborted transactions included. */
  public List<ConsumerRecord<byte[], byte[]>> written(String topic) {
    return read(topic, "read_uncommitted");
  }

  private List<ConsumerRecord<byte[], byte[]>> read(String topic, String isolation) {
    Map<String, Object> properties =
        Map.of(
            "bootstrap.servers", bootstrap,
            "isolation.level", isolation,
            "auto.offset.reset", "earliest");
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (PartitionInfo partition : consumer.partitionsFor(topic)) {
        partitions.add(new TopicPartition(topic, partition.partition()));
      }
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  /** The headers of a record by name, as text. */
  public static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new TreeMap<>();
    record
        .headers()
        .forEach(each -> headers.put(each.key(), new String(each.value(), StandardCharsets.UTF_8)));
    return headers;
  }

  /** Starts the broker with what it had; clients find it under the same address. */
  public void start() {
    server = new KafkaRaftServer(kafka.server.KafkaConfig.fromProps(settings), Time.SYSTEM);
    server.startup();
  }

  public void stop() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static KafkaBroker create() throws IOException {
    int port = freePort();
    int controllerPort = freePort();
    Path folder = Files.createTempDirectory("kafka-broker");
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
        default.replication.factor=1
        min.insync.replicas=1
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=2
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=2
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        log.index.size.max.bytes=65536
        log.cleaner.dedupe.buffer.size=16777216
        log.retention.ms=-1
        log.message.timestamp.before.max.ms=9223372036854775807
        socket.request.max.bytes=33554432
        """
            .formatted(port, controllerPort, folder.resolve("data"));
    Path file = Files.writeString(folder.resolve("kafka.properties"), text);
    format(file);
    Properties settings = new Properties();
    settings.load(new StringReader(text));
    return new KafkaBroker("127.0.0.1:" + port, settings);
  }

  private static void format(Path settings) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    String[] command = {"format", "-t", Uuid.randomUuid().toString(), "-c", settings.toString()};
    int code = StorageTool.execute(command, new PrintStream(said, true, StandardCharsets.UTF_8));
    if (code != 0) {
      throw new IllegalStateException(said.toString(StandardCharsets.UTF_8));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
