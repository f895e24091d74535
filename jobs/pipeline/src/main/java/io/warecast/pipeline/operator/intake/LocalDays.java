package io.warecast.pipeline.operator.intake;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The local day and time of day of one time zone. Remembers between which two clock changes the
 * last instant lay, so that instants near each other cost an addition and a division. Not safe for
 * use by several threads.
 */
public final class LocalDays {

  /** Instants before and after are taken for these: marks of no time and of the end of time. */
  private static final long EARLIEST = Instant.parse("1900-01-01T00:00:00Z").toEpochMilli();

  private static final long LATEST = Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();

  private static final int MILLIS_A_DAY = 86_400_000;

  private final ZoneRules rules;
  private long offsetMillis;
  private long offsetFrom;
  private long offsetUntil;

  public LocalDays(String timeZone) {
    rules = ZoneId.of(timeZone).getRules();
    look(0);
  }

  /** Epoch day of an instant (epoch millis) on the local calendar. */
  public int day(long instant) {
    return (int) Math.floorDiv(local(instant), MILLIS_A_DAY);
  }

  /** Second of the local day, 0 to 86,399, as the clock shows it: it goes back when clocks do. */
  public int secondOfDay(long instant) {
    return Math.floorMod(local(instant), MILLIS_A_DAY) / 1_000;
  }

  private long local(long instant) {
    long bounded = Math.min(LATEST, Math.max(EARLIEST, instant));
    if (bounded < offsetFrom || bounded >= offsetUntil) {
      look(bounded);
    }
    return bounded + offsetMillis;
  }

  private void look(long instant) {
    Instant at = Instant.ofEpochMilli(instant);
    ZoneOffsetTransition next = rules.nextTransition(at);
    // A transition at the instant itself counts as the one before it.
    ZoneOffsetTransition last = rules.previousTransition(at.plusMillis(1));
    offsetMillis = rules.getOffset(at).getTotalSeconds() * 1_000L;
    offsetFrom = last == null ? Long.MIN_VALUE : last.getInstant().toEpochMilli();
    offsetUntil = next == null ? Long.MAX_VALUE : next.getInstant().toEpochMilli();
  }
}
