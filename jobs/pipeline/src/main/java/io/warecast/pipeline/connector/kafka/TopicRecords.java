package io.warecast.pipeline.connector.kafka;

import io.warecast.domain.call.CallTrace;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records of one topic. Names the topic beforehand, which the sink asks for in order to find the
 * transactions of an earlier life. Records carry the time of their writing: event time may lie
 * years back, or further ahead than brokers take.
 *
 * @param key may give null for a record without one
 * @param call what headers tell of the call that a record belongs to
 */
record TopicRecords<T>(
    String topic,
    SerializableFunction<T, byte @Nullable []> key,
    SerializableFunction<T, byte[]> value,
    SerializableFunction<T, CallTrace> call)
    implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {

  /** Records that belong to no call. */
  TopicRecords(
      String topic,
      SerializableFunction<T, byte @Nullable []> key,
      SerializableFunction<T, byte[]> value) {
    this(topic, key, value, element -> CallTrace.NONE);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T element, KafkaSinkContext context, @Nullable Long timestamp) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, key.apply(element), value.apply(element));
    call.apply(element).forEachHeader(record.headers()::add);
    return record;
  }

  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
  }
}
