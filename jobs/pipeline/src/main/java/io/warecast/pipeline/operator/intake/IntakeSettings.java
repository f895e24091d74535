package io.warecast.pipeline.operator.intake;

import java.io.Serializable;

/**
 * How orders are taken in.
 *
 * @param latenessDays for so many days after its close a demand day takes orders, and for at least
 *     as long an event id is remembered
 * @param flushMillis longest time that sums of groups and hours wait for more orders
 */
public record IntakeSettings(int latenessDays, long flushMillis) implements Serializable {

  public IntakeSettings {
    if (latenessDays < 0 || latenessDays > 60) {
      throw new IllegalArgumentException(
          "lateness days is %d, expected 0 to 60".formatted(latenessDays));
    }
    if (flushMillis < 1 || flushMillis > 10_000) {
      throw new IllegalArgumentException(
          "flush millis is %d, expected 1 to 10000".formatted(flushMillis));
    }
  }
}
