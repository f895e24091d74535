package io.warecast.local.cli;

import io.warecast.benchmarks.BenchReport;
import io.warecast.benchmarks.Measured;
import io.warecast.benchmarks.Ratio;
import io.warecast.local.terminal.TextTable;
import java.io.PrintWriter;
import java.util.Locale;

/** A benchmark's report as people read it, and its JSON as the last line. */
final class BenchOutput {

  private BenchOutput() {}

  /** What is being done goes to standard error: standard output is the report. */
  static void note(String what) {
    System.err.println("bench: " + what + " ...");
  }

  static void print(BenchReport report, PrintWriter out) {
    out.printf("bench %s: %s%n%n", report.bench(), report.setting());
    TextTable figures = new TextTable("figure", "unit", "min", "median", "max");
    for (Measured figure : report.figures()) {
      figures.row(
          figure.name(),
          figure.unit().replace("_per_", "/").replace('_', ' '),
          number(figure.min()),
          number(figure.median()),
          number(figure.max()));
    }
    out.println(figures);
    TextTable ratios = new TextTable("ratio", "min", "median", "max", "target");
    for (Ratio ratio : report.ratios()) {
      Measured measured = ratio.measured();
      ratios.row(
          measured.name(),
          number(measured.min()),
          number(measured.median()),
          number(measured.max()),
          number(ratio.target()));
    }
    out.println(ratios);
    out.println(report.json());
    out.flush();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.3f" : "%,.0f", value);
  }
}
