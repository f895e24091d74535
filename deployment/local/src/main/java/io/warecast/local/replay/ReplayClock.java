package io.warecast.local.replay;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time that a replay is paced by. */
interface ReplayClock {

  ReplayClock SYSTEM =
      new ReplayClock() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public boolean await(CountDownLatch stop, long nanos) throws InterruptedException {
          return stop.await(nanos, TimeUnit.NANOSECONDS);
        }
      };

  /** Nanoseconds since any moment. */
  long nanos();

  /** Waits so long; ends early with true when told to stop. */
  boolean await(CountDownLatch stop, long nanos) throws InterruptedException;
}
