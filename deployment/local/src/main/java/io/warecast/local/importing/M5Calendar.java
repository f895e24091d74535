package io.warecast.local.importing;

import io.warecast.domain.ActionableException;
import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.DayKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** M5's {@code calendar.csv}: which day {@code d_1} is, when weeks begin, and what is special. */
final class M5Calendar {

  private static final String[] COLUMNS = {
    "date",
    "wm_yr_wk",
    "event_name_1",
    "event_type_1",
    "event_name_2",
    "event_type_2",
    "snap_CA",
    "snap_TX",
    "snap_WI"
  };
  private static final String NOTHING = "NA";
  private static final String CHRISTMAS = "Christmas";

  private record SpecialDay(int day, DayKind kind, String name) {}

  private final SortedMap<Integer, Integer> firstDayByWeek = new TreeMap<>();
  private final List<SpecialDay> events = new ArrayList<>();
  private final Map<String, List<Integer>> benefitDays = new HashMap<>();
  private int firstDay = Integer.MAX_VALUE;

  private M5Calendar() {}

  static M5Calendar read(CsvFolder files) {
    M5Calendar calendar = new M5Calendar();
    CsvTable table = files.table("calendar.csv", COLUMNS);
    int[] at = new int[COLUMNS.length];
    for (int i = 0; i < at.length; i++) {
      at[i] = table.column(COLUMNS[i]);
    }
    table.forEach(row -> calendar.add(row, at));
    if (calendar.firstDayByWeek.isEmpty()) {
      throw new ActionableException(
          table.name() + " has no days. Expected is one row a day from d_1 on.");
    }
    return calendar;
  }

  /** Epoch day of {@code d_1}. */
  int firstDay() {
    return firstDay;
  }

  /** Weeks ({@code wm_yr_wk}) with the epoch day that each begins on, ascending. */
  SortedMap<Integer, Integer> firstDayByWeek() {
    return firstDayByWeek;
  }

  /** Epoch days of Christmas: the one day that stores close. */
  List<Integer> christmasDays() {
    return events.stream().filter(e -> e.name().equals(CHRISTMAS)).map(SpecialDay::day).toList();
  }

  /** All that is known in advance for a store, closures at the given days added. */
  List<CalendarEvent> eventsOf(String store, String state, Set<Integer> closed) {
    List<CalendarEvent> all = new ArrayList<>();
    events.forEach(e -> all.add(new CalendarEvent(store, e.day(), e.kind(), e.name())));
    closed.forEach(day -> all.add(new CalendarEvent(store, day, DayKind.CLOSURE, CHRISTMAS)));
    benefitDays
        .getOrDefault(state, List.of())
        .forEach(day -> all.add(new CalendarEvent(store, day, DayKind.PROMOTION, "SNAP")));
    return all;
  }

  private void add(Row row, int[] at) {
    int day = row.day(at[0]);
    int week = row.integer(at[1]);
    List<SpecialDay> special = new ArrayList<>();
    for (int i = 2; i <= 4; i += 2) {
      if (!row.isEmpty(at[i]) && !row.holds(at[i], NOTHING)) {
        special.add(new SpecialDay(day, kind(row, at[i + 1]), row.text(at[i])));
      }
    }
    for (int i = 6; i < COLUMNS.length; i++) {
      if (row.flag(at[i])) {
        String state = COLUMNS[i].substring("snap_".length());
        benefitDays.computeIfAbsent(state, s -> new ArrayList<>()).add(day);
      }
    }
    events.addAll(special);
    firstDay = Math.min(firstDay, day);
    firstDayByWeek.merge(week, day, Math::min);
  }

  private static DayKind kind(Row row, int column) {
    return switch (row.text(column)) {
      case "National", "Religious" -> DayKind.HOLIDAY;
      case "Sporting", "Cultural" -> DayKind.EVENT;
      default -> throw row.refuse(column, "National, Religious, Sporting or Cultural");
    };
  }
}
