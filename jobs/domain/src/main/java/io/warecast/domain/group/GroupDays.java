package io.warecast.domain.group;

import io.warecast.domain.covariate.DayKind;
import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.demand.DemandHistory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The days of one group series up to an origin, what its calendar says of them and of those after
 * it, by index: 0 is the first day of the history.
 */
final class GroupDays {

  /** Days before the first and after the last whose calendar matters, too. */
  private static final int MARGIN = 10;

  private static final int NO_NAME = -1;
  private static final DayKind[] KINDS = DayKind.values();

  private final float[] units;
  private final double[] logs;
  private final double[][] yearWaves;
  private final double[][] monthWaves;
  private final byte[] weekdays;
  private final byte[] daysOfMonth;
  private final byte[] kinds;
  private final int[] names;
  private final List<int[]> occurrences;

  private GroupDays(int firstDay, float[] units, int steps, WarehouseCalendar calendar) {
    int days = units.length + steps;
    this.units = units;
    this.logs = new double[units.length];
    this.yearWaves = new double[days][];
    this.monthWaves = new double[days][];
    this.weekdays = new byte[days];
    this.daysOfMonth = new byte[days];
    this.kinds = new byte[days + 2 * MARGIN];
    this.names = new int[days + 2 * MARGIN];
    for (int i = 0; i < units.length; i++) {
      logs[i] = units[i] > 0 ? StrictMath.log(units[i]) : Double.NaN;
    }
    LocalDate date = LocalDate.ofEpochDay(firstDay);
    for (int i = 0; i < days; i++) {
      yearWaves[i] = DayCycles.year(date);
      monthWaves[i] = DayCycles.month(date);
      weekdays[i] = (byte) Math.floorMod(firstDay + i, 7);
      daysOfMonth[i] = (byte) date.getDayOfMonth();
      date = date.plusDays(1);
    }
    this.occurrences = readCalendar(firstDay, calendar);
  }

  /**
   * The days of a history up to its origin and {@code steps} more.
   *
   * @param history may reach beyond the origin; what lies there is not looked at; not empty up to
   *     the origin
   */
  static GroupDays of(int originDay, DemandHistory history, WarehouseCalendar calendar, int steps) {
    int first = Math.max(history.firstDay(), originDay - DemandHistory.MAX_DAYS + 1);
    float[] units = new float[originDay - first + 1];
    for (int i = 0; i < units.length; i++) {
      units[i] = history.at(first + i);
    }
    return new GroupDays(first, units, steps, calendar);
  }

  private List<int[]> readCalendar(int firstDay, WarehouseCalendar calendar) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    List<List<Integer>> days = new ArrayList<>();
    for (int i = 0; i < kinds.length; i++) {
      int day = firstDay + i - MARGIN;
      for (DayKind kind : KINDS) {
        if (calendar.is(kind, day)) {
          kinds[i] |= kind.bit();
        }
      }
      String name = calendar.name(day);
      names[i] = NO_NAME;
      if (!name.isEmpty()) {
        names[i] = ids.computeIfAbsent(name, n -> ids.size());
        if (names[i] == days.size()) {
          days.add(new ArrayList<>());
        }
        days.get(names[i]).add(i - MARGIN);
      }
    }
    return days.stream().map(d -> d.stream().mapToInt(Integer::intValue).toArray()).toList();
  }

  /** Days with units, known or not; the last of them is the origin. */
  int count() {
    return units.length;
  }

  /** Days after the origin whose calendar is known beyond the margin. */
  int steps() {
    return weekdays.length - units.length;
  }

  /** Units of a day, {@code NaN} when unknown. */
  float units(int day) {
    return units[day];
  }

  /** Logarithm of a day's units, {@code NaN} when there are none or they are unknown. */
  double log(int day) {
    return logs[day];
  }

  int weekday(int day) {
    return weekdays[day];
  }

  /** 1 to 31. */
  int dayOfMonth(int day) {
    return daysOfMonth[day];
  }

  double[] yearWaves(int day) {
    return yearWaves[day];
  }

  double[] monthWaves(int day) {
    return monthWaves[day];
  }

  /** Whether a day is of a kind; days up to a margin beyond both ends are known. */
  boolean is(DayKind kind, int day) {
    int i = day + MARGIN;
    return i >= 0 && i < kinds.length && (kinds[i] & kind.bit()) != 0;
  }

  /** The id of a day's name, negative when it has none. */
  int name(int day) {
    int i = day + MARGIN;
    return i >= 0 && i < names.length ? names[i] : NO_NAME;
  }

  /** Number of names: ids are smaller. */
  int nameCount() {
    return occurrences.size();
  }

  /** Days that carry a name, ascending, past and future. */
  int[] occurrences(int name) {
    return occurrences.get(name);
  }
}
