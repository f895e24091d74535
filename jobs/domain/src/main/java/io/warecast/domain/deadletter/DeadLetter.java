package io.warecast.domain.deadletter;

/**
 * A refused record: what it was, where it came from, and why it cannot be used.
 *
 * @param topic it arrived on
 * @param timestamp epoch millis that the broker gives it
 * @param detail for people: which field, what was found, what was expected
 * @param key as it arrived; empty when there was none
 * @param value as it arrived; empty when there was none
 */
public record DeadLetter(
    String topic,
    int partition,
    long offset,
    long timestamp,
    RefusalReason reason,
    String detail,
    byte[] key,
    byte[] value) {}
