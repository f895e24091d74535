package io.warecast.pipeline.operator;

/** Origin days on the event-time line. */
final class OriginDays {

  private static final long DAY_MILLIS = 86_400_000L;

  /** The last place on Earth to finish a day lies twelve hours behind UTC. */
  private static final long LAST_ZONE_MILLIS = DAY_MILLIS / 2;

  private OriginDays() {}

  /** The moment (epoch millis) at which an epoch day is over in every time zone. */
  static long closedEverywhere(int day) {
    return (day + 1) * DAY_MILLIS + LAST_ZONE_MILLIS - 1;
  }

  /** The day that {@link #closedEverywhere} was asked for. */
  static int closedAt(long moment) {
    return Math.toIntExact((moment + 1 - LAST_ZONE_MILLIS) / DAY_MILLIS) - 1;
  }
}
