package io.warecast.local.sample;

import io.warecast.domain.ActionableException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What sample data to make.
 *
 * @param days length of the longest series
 * @param end last day with demand
 */
public record SamplePlan(long seed, int warehouses, int items, int days, LocalDate end) {

  /** Days beyond the end for which calendars, prices and promotions are known. */
  public static final int KNOWN_AHEAD_DAYS = 56;

  private static final int MAX_WAREHOUSES = 1_000;
  private static final int MAX_ITEMS = 100_000;
  private static final int MIN_DAYS = 28;
  private static final int MAX_DAYS = 3_660;

  /**
   * @throws ActionableException when a number is out of range
   */
  public SamplePlan {
    require("warehouses", warehouses, 1, MAX_WAREHOUSES);
    require("items", items, 1, MAX_ITEMS);
    require("days", days, MIN_DAYS, MAX_DAYS);
  }

  /** What the local stack shows when it has no data yet, up to the last closed day. */
  public static SamplePlan standard(Instant now) {
    return new SamplePlan(1, 4, 48, 800, lastClosedDay(now));
  }

  /** The last day that is over everywhere at {@code now}. */
  public static LocalDate lastClosedDay(Instant now) {
    // West of all warehouses, so that no order lies in the future.
    return LocalDate.ofInstant(now, ZoneId.of("America/Los_Angeles")).minusDays(1);
  }

  /** Epoch day of the first demand. */
  int firstDay() {
    return lastDay() - days + 1;
  }

  /** Epoch day of the last demand. */
  public int lastDay() {
    return (int) end.toEpochDay();
  }

  /** Epoch day of the last orders that can be made up: calendars and prices end there. */
  public int lastKnownDay() {
    return lastDay() + KNOWN_AHEAD_DAYS;
  }

  /** Epoch day that lies the given share of the span after its first day. */
  int dayAt(double share) {
    return firstDay() + (int) (share * days);
  }

  private static void require(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new ActionableException(
          "%s is %,d, expected a number from %,d to %,d.".formatted(name, value, min, max));
    }
  }
}
