package io.warecast.pipeline.connector.kafka;

import io.warecast.domain.call.CallTrace;
import io.warecast.domain.deadletter.DeadLetter;
import io.warecast.domain.deadletter.RefusalReason;
import io.warecast.domain.deadletter.RefusedException;
import io.warecast.domain.forecast.ForecastReply;
import io.warecast.domain.message.ForecastRequestJson;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one control topic; never throws, for one bad record would stop the job at
 * every start.
 *
 * @param type of the values
 * @param warehouse the warehouse that a value is for; an empty one is all of them
 * @param warehouses that are known; null when values of others are fine
 * @param answersRefusals whether who sent a record that is refused waits for a reply
 */
record ControlMessages<T>(
    Class<T> type,
    Parser<T> parser,
    WarehouseOf<T> warehouse,
    @Nullable Set<String> warehouses,
    boolean answersRefusals)
    implements KafkaRecordDeserializationSchema<Incoming<T>> {

  private static final int MAX_BYTES = 1 << 20;

  /** Reads a value, given what the headers tell of the call that it belongs to. */
  @FunctionalInterface
  interface Parser<T> extends Serializable {
    T read(byte[] message, CallTrace call) throws RefusedException;
  }

  /** Tells whom a value is for. */
  @FunctionalInterface
  interface WarehouseOf<T> extends Serializable {
    String of(T value);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Incoming<T>> out) {
    out.collect(read(record));
  }

  Incoming<T> read(ConsumerRecord<byte[], byte[]> record) {
    CallTrace call = call(record);
    byte[] message = bytes(record.value());
    if (message.length > MAX_BYTES) {
      return refused(
          record,
          call,
          RefusalReason.TOO_LARGE,
          "%,d bytes, at most %,d are read".formatted(message.length, MAX_BYTES));
    }
    T value;
    try {
      value = parser.read(message, call);
    } catch (RefusedException e) {
      return refused(record, call, e.reason(), e.detail());
    } catch (RuntimeException e) {
      return refused(record, call, RefusalReason.INVALID, "cannot be read: " + e);
    }
    String wanted = warehouse.of(value);
    if (warehouses != null && !wanted.isEmpty() && !warehouses.contains(wanted)) {
      return refused(
          record, call, RefusalReason.UNKNOWN_WAREHOUSE, "warehouse_id '%s'".formatted(wanted));
    }
    return Incoming.of(value);
  }

  private static CallTrace call(ConsumerRecord<byte[], byte[]> record) {
    return CallTrace.of(
        name -> {
          Header header = record.headers().lastHeader(name);
          return header == null ? null : header.value();
        });
  }

  private Incoming<T> refused(
      ConsumerRecord<byte[], byte[]> record, CallTrace call, RefusalReason reason, String detail) {
    DeadLetter letter =
        new DeadLetter(
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestamp(),
            reason,
            call.equals(CallTrace.NONE) ? detail : "%s (%s)".formatted(detail, call),
            bytes(record.key()),
            bytes(record.value()));
    return Incoming.refused(letter, answersRefusals ? reply(letter, call, detail) : null);
  }

  /** Whoever can be named is told at once, and need not wait until he gives up. */
  private static @Nullable ForecastReply reply(DeadLetter letter, CallTrace call, String detail) {
    return ForecastRequestJson.requestId(letter.value())
        .map(id -> ForecastReply.refused(id, "bad_request", detail).during(call))
        .orElse(null);
  }

  private static byte[] bytes(byte @Nullable [] from) {
    return from == null ? new byte[0] : from;
  }

  @Override
  @SuppressWarnings("unchecked") // the fields below are those of an Incoming<T>
  public TypeInformation<Incoming<T>> getProducedType() {
    return (TypeInformation<Incoming<T>>)
        (TypeInformation<?>)
            Types.POJO(
                Incoming.class,
                Map.of(
                    "value",
                    TypeInformation.of(type),
                    "refused",
                    TypeInformation.of(DeadLetter.class),
                    "reply",
                    TypeInformation.of(ForecastReply.class)));
  }
}
