package io.warecast.local.terminal;

import io.warecast.domain.forecast.Explanation;
import io.warecast.domain.forecast.Forecast;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What the means of a forecast are made up of: a column a day, the weightiest terms first. */
public final class ExplanationTable {

  private static final int MOST_DAYS = 7;
  private static final int MOST_TERMS = 12;

  private ExplanationTable() {}

  /** The days of a forecast from an epoch day on, at most so many, and at most seven. */
  public static TextTable of(Forecast forecast, Explanation explanation, int fromDay, int days) {
    int first = Math.max(0, fromDay - forecast.firstDay());
    int end = Math.min(forecast.horizon(), first + Math.min(MOST_DAYS, days));
    int[] steps = IntStream.range(first, Math.max(first, end)).toArray();
    TextTable table = new TextTable(header(forecast, steps));
    List<Integer> terms = weightiestFirst(explanation, steps);
    int shown = Math.min(MOST_TERMS, terms.size());
    for (int term : terms.subList(0, shown)) {
      table.row(row(explanation.terms()[term], steps, step -> explanation.units()[step][term]));
    }
    if (shown < terms.size()) {
      List<Integer> others = terms.subList(shown, terms.size());
      table.row(
          row(
              "%d others".formatted(others.size()),
              steps,
              step -> others.stream().mapToDouble(term -> explanation.units()[step][term]).sum()));
    }
    return table.row(row("= mean", steps, step -> forecast.mean()[step]));
  }

  private static String[] header(Forecast forecast, int[] steps) {
    String[] header = new String[steps.length + 1];
    header[0] = "term";
    for (int i = 0; i < steps.length; i++) {
      header[i + 1] = LocalDate.ofEpochDay(forecast.firstDay() + (long) steps[i]).toString();
    }
    return header;
  }

  private static List<Integer> weightiestFirst(Explanation explanation, int[] steps) {
    return IntStream.range(0, explanation.terms().length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer term) -> -weight(explanation, steps, term)))
        .toList();
  }

  private static double weight(Explanation explanation, int[] steps, int term) {
    return IntStream.of(steps).mapToDouble(step -> Math.abs(explanation.units()[step][term])).sum();
  }

  private static String[] row(
      String name, int[] steps, java.util.function.IntToDoubleFunction units) {
    String[] row = new String[steps.length + 1];
    row[0] = name;
    for (int i = 0; i < steps.length; i++) {
      row[i + 1] = String.format(Locale.ROOT, "%.2f", units.applyAsDouble(steps[i]));
    }
    return row;
  }
}
