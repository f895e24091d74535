package io.warecast.pipeline.connector.kafka;

import io.warecast.domain.deadletter.DeadLetter;
import io.warecast.domain.forecast.ForecastReply;
import org.jspecify.annotations.Nullable;

/**
 * What became of a record: a value, or the letter that says why it is refused.
 *
 * @param value null when refused
 * @param refused null when there is a value
 * @param reply to whoever asked by a record that is refused; null when nobody is to be answered
 */
public record Incoming<T>(
    @Nullable T value, @Nullable DeadLetter refused, @Nullable ForecastReply reply) {

  static <T> Incoming<T> of(T value) {
    return new Incoming<>(value, null, null);
  }

  static <T> Incoming<T> refused(DeadLetter letter, @Nullable ForecastReply reply) {
    return new Incoming<>(null, letter, reply);
  }
}
