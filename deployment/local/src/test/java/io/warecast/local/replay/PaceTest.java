package io.warecast.local.replay;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final long START = 1_700_000_000_000L;
  private static final long DAY = 86_400_000;

  private final FakeClock clock = new FakeClock();

  @Test
  void makesADayPassInItsShareOfTime() {
    assertThat(pace(1).untilDue(START + DAY)).isEqualTo(HOURS.toNanos(24));
    assertThat(pace(600).untilDue(START + DAY)).isEqualTo(SECONDS.toNanos(144));
    assertThat(pace(10_000).untilDue(START + DAY)).isEqualTo(MILLISECONDS.toNanos(8_640));
  }

  @Test
  void keepsToTheClockWhateverSendingTakes() {
    Pace pace = pace(600);
    CountDownLatch never = new CountDownLatch(1);
    for (long event = START; event < START + DAY; event += 60_000) {
      clock.await(never, pace.untilDue(event));
      // Sending takes 40 of the 100 ms between two events.
      clock.pass(MILLISECONDS.toNanos(40));
    }
    clock.await(never, pace.untilDue(START + DAY));

    assertThat(clock.nanos()).isEqualTo(SECONDS.toNanos(144));
  }

  @Test
  void catchesUpWithAShortDelay() {
    Pace pace = pace(600);
    clock.pass(MILLISECONDS.toNanos(200));

    assertThat(pace.untilDue(START + 60_000)).isZero();
    assertThat(pace.untilDue(START + 120_000)).isZero();
    assertThat(pace.untilDue(START + 180_000)).isEqualTo(MILLISECONDS.toNanos(100));
  }

  @Test
  void doesNotBurstAfterALongDelay() {
    Pace pace = pace(600);
    clock.pass(HOURS.toNanos(8));

    int atOnce = 0;
    long event = START + 60_000;
    while (pace.untilDue(event) == 0) {
      event += 60_000;
      atOnce++;
    }
    // Those of a quarter of a second, at one each 100 ms.
    assertThat(atOnce).isEqualTo(3);
    assertThat(pace.untilDue(event + DAY)).isGreaterThan(SECONDS.toNanos(144));
  }

  private Pace pace(int factor) {
    return new Pace(new ReplaySpeed(factor), clock, START);
  }
}
