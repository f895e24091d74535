package io.warecast.pipeline.operator;

import io.warecast.domain.demand.DemandHistory;
import java.io.Serializable;

/**
 * The days as of which forecasts are made, and where days lie on the event-time line.
 *
 * @param days epoch days, ascending
 * @param lastDay the last epoch day whose demand is read, not before the last origin
 */
public record OriginDays(int[] days, int lastDay) implements Serializable {

  private static final long DAY_MILLIS = 86_400_000L;

  /** The last place on Earth to finish a day lies twelve hours behind UTC. */
  private static final long LAST_ZONE_MILLIS = DAY_MILLIS / 2;

  public OriginDays {
    for (int i = 0; i < days.length; i++) {
      int next = i + 1 < days.length ? days[i + 1] - 1 : lastDay;
      if (days[i] > next) {
        throw new IllegalArgumentException(
            "origin %d of %d lies after day %d".formatted(days[i], days.length, next));
      }
    }
  }

  /** One origin, after which nothing is read. */
  public static OriginDays of(int day) {
    return new OriginDays(new int[] {day}, day);
  }

  /** Days of history that must be kept for the first origin to see as many as the last. */
  int keptDays() {
    return DemandHistory.MAX_DAYS + lastDay - days[0];
  }

  /** The moment (epoch millis) at which an epoch day is over in every time zone. */
  static long closedEverywhere(int day) {
    return (day + 1) * DAY_MILLIS + LAST_ZONE_MILLIS - 1;
  }

  /** The day that {@link #closedEverywhere} was asked for. */
  static int closedAt(long moment) {
    return Math.toIntExact((moment + 1 - LAST_ZONE_MILLIS) / DAY_MILLIS) - 1;
  }
}
