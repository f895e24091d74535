package io.warecast.local.flink;

import io.warecast.domain.KafkaTopic;
import io.warecast.pipeline.connector.kafka.KafkaConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** The orders of a local broker that belong to data which is not in the lake any more. */
final class OldOrders {

  private OldOrders() {}

  /** Deletes every order that is there now. */
  static void delete(KafkaConfig kafka) throws Exception {
    String topic = kafka.topic(KafkaTopic.ORDERS);
    try (Admin admin = Admin.create(kafka.properties())) {
      TopicDescription description =
          Objects.requireNonNull(
              admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic));
      List<TopicPartition> partitions =
          description.partitions().stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      Map<TopicPartition, OffsetSpec> ends =
          partitions.stream()
              .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
      Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
      admin
          .listOffsets(ends)
          .all()
          .get()
          .forEach(
              (partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(end.offset())));
      admin.deleteRecords(all).all().get();
    }
  }
}
