package io.warecast.domain.covariate;

/**
 * What makes a warehouse's day special; a day may have several kinds. In the order in which they
 * give the day its name: what comes back seldom, on a day of its own, says more of the day than a
 * promotion or a school break that runs over it.
 */
public enum DayKind {
  /** A public or religious holiday. */
  HOLIDAY(1),
  /** The warehouse delivers nothing. */
  CLOSURE(2),
  /** Any other event that moves demand: sports, culture, shops around closed. */
  EVENT(16),
  /** Schools are closed. */
  SCHOOL_BREAK(4),
  /** A promotion of the whole warehouse, benefit pay-out days included. */
  PROMOTION(8);

  private final byte bit;

  DayKind(int bit) {
    this.bit = (byte) bit;
  }

  /** This kind's bit in {@link WarehouseCalendar#kinds()}. */
  public byte bit() {
    return bit;
  }
}
