package io.warecast.pipeline.connector.delivery;

import io.warecast.domain.ActionableException;
import java.util.List;

/**
 * One server that records are written to, in whatever way it takes them. {@link #send} and {@link
 * #disconnect} are called by one thread of their own, the others by the task's.
 */
public interface Delivery<T> {

  /** Records with an equal key replace one another. */
  Object key(T record);

  /** Whether a record is at least as new as an earlier one of the same key. */
  boolean replaces(T record, T earlier);

  /**
   * Writes records, each with a key of its own. Connects when need be. Sending again what was sent
   * must change nothing.
   *
   * @throws ActionableException when the server cannot be reached or refuses
   */
  void send(List<T> records);

  /** Lets go of the connection; the next {@link #send} makes another. Never throws. */
  void disconnect();
}
