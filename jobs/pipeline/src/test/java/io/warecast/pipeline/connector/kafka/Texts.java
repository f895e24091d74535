package io.warecast.pipeline.connector.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads values as text. */
final class Texts implements KafkaRecordDeserializationSchema<Text> {

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Text> out) {
    out.collect(new Text(new String(record.value(), StandardCharsets.UTF_8)));
  }

  @Override
  public TypeInformation<Text> getProducedType() {
    return TypeInformation.of(Text.class);
  }
}
