package io.warecast.pipeline.connector.kafka;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One value for each record. */
record RecordSchema<T>(RecordReader<T> reader, TypeInformation<T> type)
    implements KafkaRecordDeserializationSchema<T> {

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out) {
    out.collect(
        reader.read(
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestamp(),
            record.key(),
            record.value()));
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return type;
  }
}
