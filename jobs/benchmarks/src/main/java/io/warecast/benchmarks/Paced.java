package io.warecast.benchmarks;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** Does something at a steady rate in a thread of its own, and catches up when it was held up. */
final class Paced implements AutoCloseable {

  private static final double NANOS = 1e9;

  private final Thread thread;
  private volatile boolean stopped;

  Paced(String name, double perSecond, LongConsumer work) {
    this.thread = new Thread(() -> run(perSecond, work), name);
    thread.setDaemon(true);
    thread.start();
  }

  private void run(double perSecond, LongConsumer work) {
    long start = System.nanoTime();
    long done = 0;
    while (!stopped) {
      long due = start + (long) (done * NANOS / perSecond);
      long early = due - System.nanoTime();
      if (early > 0) {
        LockSupport.parkNanos(early);
      } else {
        work.accept(done++);
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.join();
  }
}
