package io.warecast.pipeline.connector.kafka;

import io.warecast.domain.deadletter.DeadLetter;
import org.jspecify.annotations.Nullable;

/**
 * What became of a record: a value, or the letter that says why it is refused.
 *
 * @param value null when refused
 * @param refused null when there is a value
 */
public record Incoming<T>(@Nullable T value, @Nullable DeadLetter refused) {

  static <T> Incoming<T> of(T value) {
    return new Incoming<>(value, null);
  }

  static <T> Incoming<T> refused(DeadLetter letter) {
    return new Incoming<>(null, letter);
  }
}
