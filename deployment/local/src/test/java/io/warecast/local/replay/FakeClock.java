package io.warecast.local.replay;

import java.util.concurrent.CountDownLatch;

/** A clock that stands still but when somebody waits. */
final class FakeClock implements ReplayClock {

  private long nanos;

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public boolean await(CountDownLatch stop, long nanos) {
    this.nanos += nanos;
    return stop.getCount() == 0;
  }

  void pass(long nanos) {
    this.nanos += nanos;
  }
}
