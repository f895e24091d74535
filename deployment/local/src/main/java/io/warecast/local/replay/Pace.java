package io.warecast.local.replay;

import java.util.concurrent.TimeUnit;

/**
 * When each event of a replay is due: as long after the first as event time says, divided by the
 * speed.
 */
final class Pace {

  /**
   * How far behind a replay may fall and still catch up. What it loses beyond, in an outage or
   * while the machine sleeps, is lost: else it would send hours of orders at once.
   */
  static final long SLACK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final ReplaySpeed speed;
  private final ReplayClock clock;
  private final long firstEvent;
  private long startedAt;

  /**
   * A pace that begins now.
   *
   * @param firstEvent epoch millis of the event that is due now
   */
  Pace(ReplaySpeed speed, ReplayClock clock, long firstEvent) {
    this.speed = speed;
    this.clock = clock;
    this.firstEvent = firstEvent;
    this.startedAt = clock.nanos();
  }

  /** Nanoseconds until an event is due; 0 when it is due or overdue. */
  long untilDue(long eventTime) {
    long offset = TimeUnit.MILLISECONDS.toNanos(eventTime - firstEvent) / speed.factor();
    long wait = offset - (clock.nanos() - startedAt);
    if (wait < -SLACK_NANOS) {
      startedAt += -SLACK_NANOS - wait;
    }
    return Math.max(0, wait);
  }
}
