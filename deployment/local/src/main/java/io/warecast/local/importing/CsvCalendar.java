package io.warecast.local.importing;

import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.DayKind;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code calendar.csv} of the plain CSV form: special days of one warehouse or of all. */
final class CsvCalendar {

  private static final String EVERY_WAREHOUSE = "*";

  private CsvCalendar() {}

  /** Reads the file if there is one. */
  static void read(CsvFolder files, Set<String> warehouses, DataSetSink sink) {
    files
        .optionalTable("calendar.csv", "warehouse_id", "date", "kind", "name")
        .ifPresent(
            table -> {
              int warehouse = table.column("warehouse_id");
              int date = table.column("date");
              int kind = table.column("kind");
              int name = table.column("name");
              Set<CalendarEvent> seen = new HashSet<>();
              table.forEach(
                  row -> {
                    String id = row.required(warehouse);
                    if (!id.equals(EVERY_WAREHOUSE) && !warehouses.contains(id)) {
                      throw row.refuse(warehouse, "a warehouse of demand.csv, or *");
                    }
                    CalendarEvent event =
                        new CalendarEvent(id, row.day(date), kind(row, kind), row.required(name));
                    if (!seen.add(event)) {
                      throw new RefusedRowException("this event has a row already");
                    }
                    for (String to : id.equals(EVERY_WAREHOUSE) ? warehouses : List.of(id)) {
                      sink.event(new CalendarEvent(to, event.day(), event.kind(), event.name()));
                    }
                  });
            });
  }

  private static DayKind kind(Row row, int column) {
    try {
      return DayKind.valueOf(row.required(column).toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw row.refuse(column, "one of " + Arrays.toString(DayKind.values()));
    }
  }
}
