package io.warecast.pipeline.operator.intake;

import io.warecast.domain.deadletter.DeadLetter;
import io.warecast.domain.deadletter.RefusalReason;

/**
 * A record of a topic as it arrived, kept beside what was read from it for as long as it can still
 * be refused.
 *
 * @param timestamp epoch millis that the broker gives it
 * @param key empty when there is none
 * @param value empty when there is none
 */
public record SourceRecord(
    String topic, int partition, long offset, long timestamp, byte[] key, byte[] value) {

  DeadLetter refused(RefusalReason reason, String detail) {
    return new DeadLetter(topic, partition, offset, timestamp, reason, detail, key, value);
  }
}
