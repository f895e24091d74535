package io.warecast.benchmarks;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what another does. */
final class Waiting {

  private static final Duration LIMIT = Duration.ofMinutes(14);

  private Waiting() {}

  /**
   * Returns when a condition holds.
   *
   * @throws IllegalStateException when it never does
   */
  static void until(String what, long pollMillis, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("waited in vain until " + what);
      }
      Thread.sleep(pollMillis);
    }
  }
}
