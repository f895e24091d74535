package io.warecast.local.importing;

import io.warecast.domain.ActionableException;
import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.DayKind;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The Rohlik orders competition's files: orders by warehouse and day, and calendars.
 *
 * <p>Of the calendars only what is known in advance is read. Shutdowns, blackouts, weather and user
 * activity are known only afterwards: a model that saw them would look better than it is.
 */
final class RohlikImporter implements Importer {

  private record Site(String region, String timeZone) {}

  private static final Map<String, Site> SITES =
      Map.of(
          "Prague", new Site("Czechia", "Europe/Prague"),
          "Brno", new Site("Czechia", "Europe/Prague"),
          "Munich", new Site("Germany", "Europe/Berlin"),
          "Frankfurt", new Site("Germany", "Europe/Berlin"),
          "Budapest", new Site("Hungary", "Europe/Budapest"));

  private static final String[] CALENDAR_COLUMNS = {
    "warehouse",
    "date",
    "holiday",
    "holiday_name",
    "shops_closed",
    "winter_school_holidays",
    "school_holidays"
  };

  /** Name for the holidays that the files leave without one. */
  private static final String UNNAMED = "Holiday";

  @Override
  public String name() {
    return "rohlik";
  }

  @Override
  public void read(CsvFolder files, DataSetSink sink) {
    Map<String, DailyUnits> orders = readOrders(files);
    int lastDay = orders.values().stream().mapToInt(DailyUnits::lastDay).max().orElseThrow();
    orders.forEach(
        (id, daily) -> {
          Site site = site(id);
          sink.warehouse(new Warehouse(id, site.region(), site.timeZone()));
          sink.demand(daily.stretch(SeriesKey.total(id), lastDay, Float.NaN));
        });
    Set<String> seen = new HashSet<>();
    for (String file : new String[] {"calendar.csv", "calendar_future.csv"}) {
      readCalendar(files.table(file, CALENDAR_COLUMNS), orders.keySet(), seen, sink);
    }
  }

  private static Map<String, DailyUnits> readOrders(CsvFolder files) {
    CsvTable table = files.table("orders.csv", "warehouse", "date", "orders");
    int warehouse = table.column("warehouse");
    int date = table.column("date");
    int units = table.column("orders");
    Map<String, DailyUnits> orders = new TreeMap<>();
    table.forEach(
        row -> {
          String id = row.required(warehouse);
          site(id);
          int day = row.day(date);
          float amount = row.amount(units);
          orders.computeIfAbsent(id, i -> new DailyUnits()).put(day, amount);
        });
    if (orders.isEmpty()) {
      throw new ActionableException(
          table.name() + " has no rows. Expected is one a warehouse and day.");
    }
    return orders;
  }

  private static void readCalendar(
      CsvTable table, Set<String> warehouses, Set<String> seen, DataSetSink sink) {
    int[] at = new int[CALENDAR_COLUMNS.length];
    for (int i = 0; i < at.length; i++) {
      at[i] = table.column(CALENDAR_COLUMNS[i]);
    }
    table.forEach(
        row -> {
          String id = row.required(at[0]);
          if (!warehouses.contains(id)) {
            throw row.refuse(at[0], "a warehouse of orders.csv");
          }
          int day = row.day(at[1]);
          boolean holiday = row.flag(at[2]);
          boolean shopsClosed = row.flag(at[4]);
          boolean winterBreak = row.flag(at[5]);
          boolean schoolBreak = row.flag(at[6]);
          if (!seen.add(id + ' ' + day)) {
            throw new RefusedRowException("this warehouse and date has a row already");
          }
          String name = row.isEmpty(at[3]) ? UNNAMED : row.text(at[3]);
          if (holiday || !row.isEmpty(at[3])) {
            // A named day that is no holiday is a memorial day on which people work.
            DayKind kind = holiday ? DayKind.HOLIDAY : DayKind.EVENT;
            sink.event(new CalendarEvent(id, day, kind, name));
          }
          if (winterBreak) {
            sink.event(new CalendarEvent(id, day, DayKind.SCHOOL_BREAK, "Winter school holidays"));
          }
          if (schoolBreak) {
            sink.event(new CalendarEvent(id, day, DayKind.SCHOOL_BREAK, "School holidays"));
          }
          if (shopsClosed) {
            // Orders go on while shops are closed, so this closes shops around, not the warehouse.
            sink.event(new CalendarEvent(id, day, DayKind.EVENT, "Shops closed"));
          }
        });
  }

  private static Site site(String warehouse) {
    int end = warehouse.indexOf('_');
    Site site = SITES.get(end < 0 ? warehouse : warehouse.substring(0, end));
    if (site == null) {
      throw new RefusedRowException(
          "warehouse is '%s', expected a name that begins with one of %s"
              .formatted(warehouse, String.join(", ", new TreeSet<>(SITES.keySet()))));
    }
    return site;
  }
}
