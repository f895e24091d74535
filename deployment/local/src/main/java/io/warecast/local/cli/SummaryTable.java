package io.warecast.local.cli;

import io.warecast.pipeline.connector.lake.LakeSummary;
import java.io.PrintWriter;
import java.time.LocalDate;

/** What a lake was given, as a table for people. */
final class SummaryTable {

  /** Format of a line: what, how many. */
  static final String COUNT = "  %-20s %,12d%n";

  private SummaryTable() {}

  static void print(PrintWriter out, LakeSummary lake) {
    out.printf(COUNT, "warehouses", lake.warehouses());
    out.printf(COUNT, "items", lake.items());
    out.printf(COUNT, "series", lake.series());
    out.printf(COUNT, "group series", lake.groups());
    out.printf(COUNT, "days", lake.lastDay() - lake.firstDay() + 1);
    out.printf("  %-20s %12s%n", "first day", LocalDate.ofEpochDay(lake.firstDay()));
    out.printf("  %-20s %12s%n", "last day", LocalDate.ofEpochDay(lake.lastDay()));
    out.printf(COUNT, "series with prices", lake.offers());
    out.printf(COUNT, "calendar events", lake.events());
    if (lake.weather() > 0) {
      out.printf(COUNT, "weather forecasts", lake.weather());
    }
    if (lake.orders() > 0) {
      out.printf(COUNT, "orders", lake.orders());
    }
  }
}
