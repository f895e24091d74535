package io.warecast.pipeline.connector.redis;

import java.io.Serializable;

/** How one kind of value stands in Redis: JSON whose head is its generation. */
interface LiveForm<T> extends Serializable {

  /** What is written, for error messages. */
  String what();

  String key(T value);

  /** First part of the generation. */
  long asOf(T value);

  /** Second part of the generation. */
  long sequence(T value);

  String encode(T value);
}
