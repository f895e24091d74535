package io.warecast.domain.covariate;

/** What makes a warehouse's day special; a day may have several kinds. */
public enum DayKind {
  /** A public or religious holiday. */
  HOLIDAY(1),
  /** The warehouse delivers nothing. */
  CLOSURE(2),
  /** Schools are closed. */
  SCHOOL_BREAK(4),
  /** A promotion of the whole warehouse, benefit pay-out days included. */
  PROMOTION(8),
  /** Any other event that moves demand: sports, culture, shops around closed. */
  EVENT(16);

  private final byte bit;

  DayKind(int bit) {
    this.bit = (byte) bit;
  }

  /** This kind's bit in {@link WarehouseCalendar#kinds()}. */
  public byte bit() {
    return bit;
  }
}
