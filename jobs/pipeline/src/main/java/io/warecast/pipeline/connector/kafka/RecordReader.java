package io.warecast.pipeline.connector.kafka;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Makes a value of a record, whatever the record holds; never throws. */
@FunctionalInterface
public interface RecordReader<T> extends Serializable {

  /**
   * Reads a record.
   *
   * @param timestamp epoch millis that the broker gives it
   */
  T read(
      String topic,
      int partition,
      long offset,
      long timestamp,
      byte @Nullable [] key,
      byte @Nullable [] value);
}
