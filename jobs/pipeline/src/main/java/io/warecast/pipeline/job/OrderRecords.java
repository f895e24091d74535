package io.warecast.pipeline.job;

import io.warecast.pipeline.operator.intake.IncomingOrder;
import io.warecast.pipeline.operator.intake.OrderCheck;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the records of the orders topic; every one of them comes out, accepted or refused. */
public record OrderRecords(OrderCheck check)
    implements KafkaRecordDeserializationSchema<IncomingOrder> {

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<IncomingOrder> out) {
    out.collect(
        check.check(
            message.topic(),
            message.partition(),
            message.offset(),
            message.timestamp(),
            message.key(),
            message.value()));
  }

  @Override
  public TypeInformation<IncomingOrder> getProducedType() {
    return TypeInformation.of(IncomingOrder.class);
  }
}
