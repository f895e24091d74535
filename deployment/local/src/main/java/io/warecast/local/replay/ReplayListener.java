package io.warecast.local.replay;

/** Is told how a replay moves. */
@FunctionalInterface
public interface ReplayListener {

  ReplayListener NONE = (orders, eventTime) -> {};

  /**
   * After each order that was sent, in the replay's thread.
   *
   * @param orders sent by this replay so far
   * @param eventTime epoch millis of the order
   */
  void sent(long orders, long eventTime);
}
