package io.warecast.pipeline.operator;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * Does work that has piled up a little at a time. Between two turns goes what comes in meanwhile:
 * as long as anything does, it gets as much time as the work.
 */
final class Turns {

  /** After something out of the ordinary, such as a collection of garbage, no longer than this. */
  private static final long LONGEST_PAUSE_MILLIS = 50;

  private final Timer timer;
  private final long firstPauseMillis;
  private final BooleanSupplier isWaiting;
  private final ThrowingRunnable<Exception> turn;
  private boolean isScheduled;
  private boolean hasComeIn;

  /** Runs work later, between two pieces of input. */
  @FunctionalInterface
  interface Timer {
    void after(long millis, ThrowingRunnable<Exception> work);
  }

  /**
   * Nothing is scheduled.
   *
   * @param firstPauseMillis how long the first work waits for more
   * @param isWaiting whether there is work
   * @param turn does some of it
   */
  Turns(
      Timer timer,
      long firstPauseMillis,
      BooleanSupplier isWaiting,
      ThrowingRunnable<Exception> turn) {
    this.timer = timer;
    this.firstPauseMillis = firstPauseMillis;
    this.isWaiting = isWaiting;
    this.turn = turn;
  }

  /** To be told of all input, which the work has to leave time for. */
  void somethingCameIn() {
    hasComeIn = true;
  }

  /** To be told when there is work. */
  void schedule() {
    if (!isScheduled && isWaiting.getAsBoolean()) {
      scheduleAfter(firstPauseMillis);
    }
  }

  private void scheduleAfter(long millis) {
    isScheduled = true;
    timer.after(millis, this::take);
  }

  private void take() throws Exception {
    isScheduled = false;
    boolean isBusy = hasComeIn;
    hasComeIn = false;
    long start = System.nanoTime();
    turn.run();
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    if (!isScheduled && isWaiting.getAsBoolean()) {
      scheduleAfter(isBusy ? Math.max(1, Math.min(took, LONGEST_PAUSE_MILLIS)) : 1);
    }
  }
}
