package io.warecast.local.cli;

import io.warecast.local.replay.OrderReplay;
import io.warecast.local.replay.ReplayEnd;
import io.warecast.local.replay.ReplayListener;
import java.io.PrintStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A replay beside the stack that {@code up} holds. */
final class BackgroundReplay {

  private static final Logger LOG = LoggerFactory.getLogger(BackgroundReplay.class);

  private BackgroundReplay() {}

  /**
   * Starts a replay in a thread of its own; it must be closed before the broker stops.
   *
   * @param out is told when it ends by itself
   */
  static void start(OrderReplay replay, PrintStream out) {
    Thread thread = new Thread(() -> run(replay, out), "order-replay");
    thread.setDaemon(true);
    thread.start();
    out.printf("Replaying orders at %s, up to %s.%n", replay.speed(), replay.lastDay());
  }

  private static void run(OrderReplay replay, PrintStream out) {
    try {
      ReplayEnd end = replay.run(ReplayListener.NONE);
      if (end != ReplayEnd.STOPPED) {
        ReplayCommand.say(replay, end, out);
      }
    } catch (RuntimeException e) {
      LOG.error("The replay failed", e);
      out.printf(
          "The replay of orders has failed: %s%n'warecast replay' goes on with it.%n",
          e.getMessage());
    }
  }
}
