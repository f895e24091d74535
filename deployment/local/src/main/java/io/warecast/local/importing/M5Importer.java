package io.warecast.local.importing;

import io.warecast.domain.ActionableException;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The M5 competition's files: units by store, item and day, weekly prices, one calendar. */
final class M5Importer implements Importer {

  private static final String[] SALES_COLUMNS = {"item_id", "dept_id", "store_id", "state_id"};
  private static final Map<String, String> TIME_ZONES =
      Map.of("CA", "America/Los_Angeles", "TX", "America/Chicago", "WI", "America/Chicago");

  /** A closed store still books a stray sale or two. */
  private static final double CLOSED_BELOW = 0.01;

  @Override
  public String name() {
    return "m5";
  }

  @Override
  public void read(CsvFolder files, DataSetSink sink) {
    M5Calendar calendar = M5Calendar.read(files);
    Sales sales = new Sales(files, calendar, sink);
    sales.read();
    new M5Prices(calendar.firstDayByWeek(), sales.series).read(files, sink);
    sales.stores.forEach(
        (id, store) ->
            calendar
                .eventsOf(id, store.state, store.closedDays(calendar, sales.firstDay))
                .forEach(sink::event));
  }

  /** Units of one store in all items by day. */
  private record Store(String state, double[] units) {

    Set<Integer> closedDays(M5Calendar calendar, int firstDay) {
      double mean = Arrays.stream(units).average().orElse(0);
      Set<Integer> closed = new HashSet<>();
      for (int day : calendar.christmasDays()) {
        int i = day - firstDay;
        if (i >= 0 && i < units.length && units[i] < CLOSED_BELOW * mean) {
          closed.add(day);
        }
      }
      return closed;
    }
  }

  /** The wide table of units. */
  private static final class Sales {

    private final CsvTable table;
    private final DataSetSink sink;
    private final int item;
    private final int department;
    private final int storeColumn;
    private final int state;
    private final int firstColumn;
    private final int days;
    private final int firstDay;
    private final Map<String, Store> stores = new HashMap<>();
    private final Map<String, Item> items = new HashMap<>();
    private final Set<SeriesKey> series = new HashSet<>();

    Sales(CsvFolder files, M5Calendar calendar, DataSetSink sink) {
      this.table = files.table("sales.csv", SALES_COLUMNS);
      this.sink = sink;
      this.item = table.column("item_id");
      this.department = table.column("dept_id");
      this.storeColumn = table.column("store_id");
      this.state = table.column("state_id");
      this.firstColumn = firstDayColumn(table);
      this.days = table.header().size() - firstColumn;
      this.firstDay = calendar.firstDay() + dayNumber(table, firstColumn) - 1;
    }

    void read() {
      table.forEach(this::add);
      if (series.isEmpty()) {
        throw new ActionableException(table.name() + " has no rows. Expected is one a series.");
      }
    }

    private void add(Row row) {
      SeriesKey key = new SeriesKey(row.required(storeColumn), row.required(item));
      // Departments are the groups that are forecast: categories mix what has no season in common.
      Item sold = new Item(key.itemId(), row.required(department), "");
      String zone = TIME_ZONES.get(row.text(state));
      if (zone == null) {
        throw row.refuse(state, "one of CA, TX, WI");
      }
      if (series.contains(key)) {
        throw new RefusedRowException("series " + key + " has a row already");
      }
      float[] units = units(row);
      Store store = stores.get(key.warehouseId());
      if (store == null) {
        store = new Store(row.text(state), new double[days]);
        stores.put(key.warehouseId(), store);
        sink.warehouse(new Warehouse(key.warehouseId(), store.state(), zone));
      }
      if (items.putIfAbsent(sold.id(), sold) == null) {
        sink.item(sold);
      }
      series.add(key);
      int skipped = days - units.length;
      for (int i = 0; i < units.length; i++) {
        store.units()[skipped + i] += units[i];
      }
      sink.demand(new DemandStretch(key, firstDay + skipped, units));
    }

    /** The row's units from the first cell that is not empty to the last column. */
    private float[] units(Row row) {
      int from = firstColumn;
      while (from < row.size() && row.isEmpty(from)) {
        from++;
      }
      if (from == row.size()) {
        throw new RefusedRowException("has no units in any day");
      }
      float[] units = new float[row.size() - from];
      for (int i = 0; i < units.length; i++) {
        units[i] = row.amount(from + i);
      }
      return units;
    }

    /** The first day column; all from there to the last must be consecutive days. */
    private static int firstDayColumn(CsvTable table) {
      int first = 0;
      while (first < table.header().size() && !table.header().get(first).matches("d_\\d+")) {
        first++;
      }
      if (first == table.header().size()) {
        throw new ActionableException(
            table.name() + " has no day columns. Expected are d_1, d_2, ... up to the last day.");
      }
      int firstNumber = dayNumber(table, first);
      for (int i = first; i < table.header().size(); i++) {
        String expected = "d_" + (firstNumber + i - first);
        if (!table.header().get(i).equals(expected)) {
          throw new ActionableException(
              "%s has the column '%s' where '%s' is expected: day columns must be consecutive."
                  .formatted(table.name(), table.header().get(i), expected));
        }
      }
      return first;
    }

    private static int dayNumber(CsvTable table, int column) {
      return Integer.parseInt(table.header().get(column).substring(2));
    }
  }
}
