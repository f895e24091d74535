package io.warecast.local.cli;

import io.warecast.domain.KafkaTopic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the committed records of all partitions of a topic, as no member of any group. */
final class TopicReader implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> ends;

  private TopicReader(String bootstrap, KafkaTopic topic) {
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.topicName()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    this.ends = consumer.endOffsets(partitions);
  }

  /** A reader of all that there is, and of what comes. */
  static TopicReader fromBeginning(String bootstrap, KafkaTopic topic) {
    TopicReader reader = new TopicReader(bootstrap, topic);
    reader.consumer.seekToBeginning(reader.ends.keySet());
    return reader;
  }

  /** A reader of what comes from now on. */
  static TopicReader fromNow(String bootstrap, KafkaTopic topic) {
    TopicReader reader = new TopicReader(bootstrap, topic);
    reader.ends.forEach(reader.consumer::seek);
    return reader;
  }

  /** The next records; none when none came within the time. */
  ConsumerRecords<byte[], byte[]> poll(Duration atMost) {
    return consumer.poll(atMost);
  }

  /** Whether all that there was when this was opened has been read. */
  boolean isPastOpening() {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
