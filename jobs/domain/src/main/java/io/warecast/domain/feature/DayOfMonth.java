package io.warecast.domain.feature;

import java.time.LocalDate;

/** Day of month of an epoch day, from a table: {@link LocalDate} would cost more than the row. */
final class DayOfMonth {

  private static final int FIRST = Math.toIntExact(LocalDate.of(1970, 1, 1).toEpochDay());
  private static final byte[] TABLE = table(Math.toIntExact(LocalDate.of(2100, 1, 1).toEpochDay()));

  private DayOfMonth() {}

  static int of(int epochDay) {
    return epochDay >= FIRST && epochDay < FIRST + TABLE.length
        ? TABLE[epochDay - FIRST]
        : LocalDate.ofEpochDay(epochDay).getDayOfMonth();
  }

  private static byte[] table(int until) {
    byte[] days = new byte[until - FIRST];
    for (int i = 0; i < days.length; i++) {
      days[i] = (byte) LocalDate.ofEpochDay(FIRST + (long) i).getDayOfMonth();
    }
    return days;
  }
}
