package io.warecast.domain.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ResidualDriftTest {

  private final SplittableRandom random = new SplittableRandom(5);

  @Test
  void aShiftIsFoundWithinAWeekAndItsDirectionIsKnown() {
    ResidualDrift drift = after(60, 0, ResidualDrift.NONE);
    assertThat(drift.isAlarm()).isFalse();
    int days = 0;
    while (!drift.isAlarm() && days < 30) {
      drift = drift.plus(noise() + .3);
      days++;
    }
    assertThat(days).isBetween(2, 7);
    assertThat(drift.isTooLow()).isTrue();
  }

  @Test
  void chanceAloneRaisesAlmostNoAlarm() {
    int alarms = 0;
    ResidualDrift drift = ResidualDrift.NONE;
    for (int day = 0; day < 5_000; day++) {
      drift = drift.plus(noise());
      alarms += drift.isAlarm() ? 1 : 0;
      drift = drift.isAlarm() ? ResidualDrift.NONE : drift;
    }
    assertThat(alarms).isLessThan(10);
  }

  @Test
  void oneWildDayIsNoDrift() {
    assertThat(after(40, 0, ResidualDrift.NONE).plus(50).isAlarm()).isFalse();
  }

  @Test
  void nothingIsSaidInTheFirstTwoWeeks() {
    ResidualDrift drift = ResidualDrift.NONE;
    for (int day = 0; day < ResidualDrift.FEWEST_DAYS; day++) {
      drift = drift.plus(day);
      assertThat(drift.isAlarm()).isFalse();
    }
  }

  private ResidualDrift after(int days, double mean, ResidualDrift from) {
    ResidualDrift drift = from;
    for (int day = 0; day < days; day++) {
      drift = drift.plus(mean + noise());
    }
    return drift;
  }

  private double noise() {
    return .2 * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5);
  }
}
