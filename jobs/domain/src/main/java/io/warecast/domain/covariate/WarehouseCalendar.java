package io.warecast.domain.covariate;

import io.warecast.domain.series.Warehouse;
import java.util.Arrays;
import java.util.List;

/**
 * What is known of the days of one warehouse, past and future: special days over a span, and the
 * weather as it was forecast.
 *
 * @param firstDay epoch day of index 0
 * @param kinds one bit a {@link DayKind} for each day
 * @param names the name of each day's most telling event, empty when there is none
 * @param weather of all days, whatever the span
 */
public record WarehouseCalendar(
    Warehouse warehouse, int firstDay, byte[] kinds, String[] names, WarehouseWeather weather) {

  /** A calendar without any weather. */
  public WarehouseCalendar(Warehouse warehouse, int firstDay, byte[] kinds, String[] names) {
    this(warehouse, firstDay, kinds, names, WarehouseWeather.NONE);
  }

  /** A calendar without special days. */
  public static WarehouseCalendar empty(Warehouse warehouse) {
    return new WarehouseCalendar(warehouse, 0, new byte[0], new String[0]);
  }

  /**
   * The calendar of {@code events}, all of one warehouse. Of several events on a day the first of
   * the foremost {@link DayKind} gives the name.
   */
  public static WarehouseCalendar of(Warehouse warehouse, List<CalendarEvent> events) {
    if (events.isEmpty()) {
      return empty(warehouse);
    }
    int first = events.stream().mapToInt(CalendarEvent::day).min().orElseThrow();
    int last = events.stream().mapToInt(CalendarEvent::day).max().orElseThrow();
    byte[] kinds = new byte[last - first + 1];
    String[] names = new String[kinds.length];
    Arrays.fill(names, "");
    events.stream()
        .sorted((a, b) -> a.kind().compareTo(b.kind()))
        .forEach(
            event -> {
              int i = event.day() - first;
              kinds[i] |= event.kind().bit();
              if (names[i].isEmpty()) {
                names[i] = event.name();
              }
            });
    return new WarehouseCalendar(warehouse, first, kinds, names);
  }

  /** This calendar with one more event; of events on a day the foremost kind gives the name. */
  public WarehouseCalendar with(CalendarEvent event) {
    int first = kinds.length == 0 ? event.day() : Math.min(firstDay, event.day());
    int last = kinds.length == 0 ? event.day() : Math.max(firstDay + kinds.length - 1, event.day());
    byte[] nextKinds = new byte[last - first + 1];
    String[] nextNames = new String[nextKinds.length];
    Arrays.fill(nextNames, "");
    System.arraycopy(kinds, 0, nextKinds, kinds.length == 0 ? 0 : firstDay - first, kinds.length);
    System.arraycopy(names, 0, nextNames, names.length == 0 ? 0 : firstDay - first, names.length);
    int i = event.day() - first;
    if (nextNames[i].isEmpty() || isBeforeAll(event.kind(), nextKinds[i])) {
      nextNames[i] = event.name();
    }
    nextKinds[i] |= event.kind().bit();
    return new WarehouseCalendar(warehouse, first, nextKinds, nextNames, weather);
  }

  /** This calendar with another weather. */
  public WarehouseCalendar with(WarehouseWeather other) {
    return new WarehouseCalendar(warehouse, firstDay, kinds, names, other);
  }

  private static boolean isBeforeAll(DayKind kind, byte kinds) {
    for (DayKind other : DayKind.values()) {
      if ((kinds & other.bit()) != 0) {
        return kind.compareTo(other) < 0;
      }
    }
    return true;
  }

  public boolean is(DayKind kind, int day) {
    int i = day - firstDay;
    return i >= 0 && i < kinds.length && (kinds[i] & kind.bit()) != 0;
  }

  /** The bits of a day's kinds; 0 when it has none. */
  public int kinds(int day) {
    int i = day - firstDay;
    return i >= 0 && i < kinds.length ? kinds[i] : 0;
  }

  /** Name of the day's event, empty when there is none. */
  public String name(int day) {
    int i = day - firstDay;
    return i >= 0 && i < names.length ? names[i] : "";
  }

  /** Days from {@code day} to the next day of a kind (0 is the day itself), at most {@code cap}. */
  public int daysUntil(DayKind kind, int day, int cap) {
    for (int distance = 0; distance < cap; distance++) {
      if (is(kind, day + distance)) {
        return distance;
      }
    }
    return cap;
  }

  /** Days from the last day of a kind to {@code day} (0 is the day itself), at most {@code cap}. */
  public int daysSince(DayKind kind, int day, int cap) {
    for (int distance = 0; distance < cap; distance++) {
      if (is(kind, day - distance)) {
        return distance;
      }
    }
    return cap;
  }

  /**
   * The latest day on or before {@code latest} that has the same event name as {@code day}, or
   * {@link Integer#MIN_VALUE} when there is none or {@code day} has no name.
   */
  public int previousOccurrence(int day, int latest) {
    String name = name(day);
    if (name.isEmpty()) {
      return Integer.MIN_VALUE;
    }
    for (int i = Math.min(latest - firstDay, names.length - 1); i >= 0; i--) {
      if (names[i].equals(name)) {
        return firstDay + i;
      }
    }
    return Integer.MIN_VALUE;
  }
}
