package io.warecast.local.sql;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Orders in Kafka, and later ones in every partition, so that time goes on. */
final class OrdersOfADay {

  private static final int PARTITIONS = 4;

  private OrdersOfADay() {}

  static void send(String bootstrap, String warehouse, String item, int quantity, String at)
      throws Exception {
    long orderedAt = Instant.parse(at).toEpochMilli();
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new StringSerializer(),
            new StringSerializer())) {
      send(producer, 0, warehouse, item, quantity, orderedAt);
      for (int partition = 0; partition < PARTITIONS; partition++) {
        send(
            producer, partition, warehouse, "other", 1, orderedAt + Duration.ofHours(2).toMillis());
      }
    }
  }

  private static void send(
      KafkaProducer<String, String> producer,
      int partition,
      String warehouse,
      String item,
      int quantity,
      long orderedAt)
      throws Exception {
    String order =
        "{\"event_id\":\"%s-%d-%d\",\"warehouse_id\":\"%s\",\"item_id\":\"%s\",\"quantity\":%d,\"ordered_at\":%d}"
            .formatted(item, partition, orderedAt, warehouse, item, quantity, orderedAt);
    var unused =
        producer
            .send(
                new ProducerRecord<>("orders", partition, orderedAt, warehouse + "|" + item, order))
            .get();
  }
}
