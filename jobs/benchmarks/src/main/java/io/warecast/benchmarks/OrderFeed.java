package io.warecast.benchmarks;

import io.warecast.domain.KafkaTopic;
import io.warecast.domain.order.OrderEvent;
import io.warecast.domain.order.OrderJson;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.connector.kafka.KafkaConfig;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes orders, of which each has its own number as id. */
final class OrderFeed implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final boolean isHidden;
  private long sent;

  private OrderFeed(KafkaConfig kafka, int lingerMillis, boolean isHidden) {
    Properties properties = kafka.properties();
    properties.put(ProducerConfig.LINGER_MS_CONFIG, lingerMillis);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 17);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    if (isHidden) {
      properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "bench-backlog");
      properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 900_000);
    }
    this.topic = kafka.topic(KafkaTopic.ORDERS);
    this.isHidden = isHidden;
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    if (isHidden) {
      producer.initTransactions();
      producer.beginTransaction();
    }
  }

  /** Orders that are seen as soon as they are written, within what Kafka lets a producer linger. */
  static OrderFeed live(KafkaConfig kafka) {
    return new OrderFeed(kafka, 5, false);
  }

  /** Orders that are seen all at once, when they are shown: within a quarter of an hour. */
  static OrderFeed hidden(KafkaConfig kafka) {
    return new OrderFeed(kafka, 50, true);
  }

  void send(SeriesKey key, double quantity, long orderedAt) {
    send(key, quantity, orderedAt, null);
  }

  /** An early order in each partition: a partition without any would hold event time back. */
  void sendToEveryPartition(SeriesKey key, long orderedAt) {
    producer
        .partitionsFor(topic)
        .forEach(partition -> send(key, 1, orderedAt, partition.partition()));
    producer.flush();
  }

  @SuppressWarnings("NullAway") // Kafka takes no partition for the one of the key.
  private void send(SeriesKey key, double quantity, long orderedAt, @Nullable Integer partition) {
    String id = (isHidden ? "hidden-" : "live-") + sent++;
    OrderEvent order = new OrderEvent(id, key.warehouseId(), key.itemId(), quantity, orderedAt);
    var unused =
        producer.send(
            new ProducerRecord<>(
                topic,
                partition,
                orderedAt,
                key.partitionKey().getBytes(StandardCharsets.UTF_8),
                OrderJson.encode(order)));
  }

  void flush() {
    producer.flush();
  }

  /** Makes hidden orders visible. */
  void show() {
    producer.commitTransaction();
  }

  long sent() {
    return sent;
  }

  @Override
  public void close() {
    producer.close();
  }
}
