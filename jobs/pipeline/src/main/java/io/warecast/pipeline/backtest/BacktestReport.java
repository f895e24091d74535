package io.warecast.pipeline.backtest;

import io.warecast.domain.accuracy.AccuracyFigure;
import io.warecast.domain.accuracy.StepBucket;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The report of a backtest: {@code report.md} for people, {@code metrics.csv} for spreadsheets, and
 * the plots that the report shows.
 */
public final class BacktestReport {

  private static final List<String> COLUMNS =
      List.of(
          "wape",
          "bias",
          "rmsse",
          "mase",
          "wrmsse",
          "pinball",
          "coverage_95",
          "width_95",
          "coverage_50",
          "width_50");

  private static final Map<String, String> TITLES =
      Map.of(
          "class", "By class of demand",
          "warehouse", "By warehouse",
          "category", "By category",
          "department", "By department",
          "total", "Totals of warehouses",
          "method", "By method");

  private final BacktestResult result;
  private final StringBuilder text = new StringBuilder();

  private BacktestReport(BacktestResult result) {
    this.result = result;
  }

  /** Writes the report into the backtest's folder. */
  public static void write(BacktestResult result) {
    new BacktestReport(result).write();
  }

  private void write() {
    result.files().write("metrics.csv", csv());
    result.files().write("error-by-step.svg", byStep("WAPE by step", "wape"));
    result
        .files()
        .write(
            "coverage-by-step.svg", byStep("Coverage of the 95 % interval by step", "coverage_95"));
    ExampleSeries examples = new ExampleSeries(result.origins().get(result.origins().size() - 1));
    result.residuals(examples::consider);
    Map<String, String> charts = examples.charts();
    charts.forEach((name, svg) -> result.files().write("series-" + name + ".svg", svg));
    heading();
    overall();
    tests();
    weeks();
    for (String kind : List.of("class", "warehouse", "total", "category", "department", "method")) {
      segments(kind);
    }
    origins();
    plots(charts);
    result.files().write("report.md", text.toString());
  }

  private void heading() {
    add(
        "# Backtest of %s %s%n%n%d origins (%s), %d days each.%s%n",
        result.model(),
        result.version(),
        result.origins().size(),
        result.origins().stream().map(BacktestReport::day).collect(Collectors.joining(", ")),
        result.horizon(),
        result.champion().map(version -> " Champion: " + version + ".").orElse(""));
    if (!result.seen().isEmpty()) {
      add(
          "%n**The model has seen this**: version %s was trained on demand after %s. Its figures at"
              + " %s are no test of it.%n",
          result.version(),
          result.seen().stream().map(BacktestReport::day).collect(Collectors.joining(", ")),
          result.seen().size() == result.origins().size() ? "every origin" : "these origins");
    }
    add(
        "%nUnless said otherwise figures are of items, all origins together. WAPE and bias are"
            + " shares of the units sold; RMSSE and MASE are means over the series.%n");
  }

  private void overall() {
    add("%n## All items%n%n| forecaster | %s |%n", String.join(" | ", COLUMNS));
    add("|---|%s%n", "---:|".repeat(COLUMNS.size()));
    for (String forecaster : result.forecasters()) {
      add(
          "| %s | %s |%n",
          forecaster,
          COLUMNS.stream()
              .map(measure -> number(result.overall(forecaster, measure)))
              .collect(Collectors.joining(" | ")));
    }
  }

  private void tests() {
    add(
        "%n## The model against the others%n%nChange of the loss, negative where the model is"
            + " better, and the chance (p) of such a change where there is none: a permutation test"
            + " over blocks of origin, warehouse and category.%n%n");
    add("| against | WAPE | p | pinball | p | blocks |%n|---|---:|---:|---:|---:|---:|%n");
    for (String other : result.forecasters()) {
      if (!other.equals(AccuracyFigure.MODEL)) {
        add(
            "| %s | %s | %s | %s | %s | %s |%n",
            other,
            number(result.overall(other, "model_wape_change")),
            number(result.overall(other, "model_wape_p")),
            number(result.overall(other, "model_pinball_change")),
            number(result.overall(other, "model_pinball_p")),
            number(result.overall(other, "blocks")));
      }
    }
  }

  private void weeks() {
    add(
        "%n## By step%n%n| steps | model wape | bias | coverage_95 | coverage_50 | best baseline |%n");
    add("|---|---:|---:|---:|---:|---|%n");
    for (StepBucket week : StepBucket.weeks(result.horizon())) {
      row(AccuracyFigure.ALL, AccuracyFigure.ALL, week.wireName(), week.wireName());
    }
  }

  private void segments(String kind) {
    List<String> names = result.segments(kind);
    if (names.isEmpty()) {
      return;
    }
    add("%n## %s%n%n", TITLES.getOrDefault(kind, kind));
    add("| %s | model wape | bias | coverage_95 | coverage_50 | best baseline |%n", kind);
    add("|---|---:|---:|---:|---:|---|%n");
    for (String name : names) {
      row(kind, name, result.wholeHorizon(), name);
    }
  }

  private void row(String kind, String segment, String steps, String title) {
    String model = AccuracyFigure.MODEL;
    add(
        "| %s | %s | %s | %s | %s | %s |%n",
        title,
        number(result.figure(kind, segment, steps, model, "wape")),
        number(result.figure(kind, segment, steps, model, "bias")),
        number(result.figure(kind, segment, steps, model, "coverage_95")),
        number(result.figure(kind, segment, steps, model, "coverage_50")),
        bestBaseline(kind, segment, steps));
  }

  private String bestBaseline(String kind, String segment, String steps) {
    String best = "";
    double least = Double.POSITIVE_INFINITY;
    for (String other : result.forecasters()) {
      double wape =
          result.figure(kind, segment, steps, other, "wape").orElse(Double.POSITIVE_INFINITY);
      boolean isBaseline =
          !other.equals(AccuracyFigure.MODEL) && !other.equals(AccuracyFigure.CHAMPION);
      if (isBaseline && wape < least) {
        least = wape;
        best = "%s %s".formatted(other, number(OptionalDouble.of(wape)));
      }
    }
    return best;
  }

  private void origins() {
    add("%n## By origin%n%n| origin | model wape | bias | wrmsse | coverage_95 | |%n");
    add("|---|---:|---:|---:|---:|---|%n");
    for (int origin : result.origins()) {
      Map<String, Double> values =
          result.figures().stream()
              .filter(
                  figure ->
                      figure.originDay() == origin
                          && figure.segmentKind().equals(AccuracyFigure.ALL)
                          && figure.forecaster().equals(AccuracyFigure.MODEL))
              .collect(Collectors.toMap(AccuracyFigure::measure, AccuracyFigure::value));
      add(
          "| %s | %s | %s | %s | %s | %s |%n",
          day(origin),
          number(values, "wape"),
          number(values, "bias"),
          number(values, "wrmsse"),
          number(values, "coverage_95"),
          result.seen().contains(origin) ? "seen by the model" : "");
    }
  }

  private void plots(Map<String, String> charts) {
    add("%n## Plots%n%n![WAPE by step](error-by-step.svg)%n%n");
    add("![Coverage by step](coverage-by-step.svg)%n%n");
    add("Of each class of demand the series that sells most, from the last origin on:%n%n");
    charts.keySet().forEach(name -> add("![%s](series-%s.svg)%n%n", name, name));
  }

  private String byStep(String title, String measure) {
    SvgChart chart = new SvgChart(title);
    for (String forecaster : result.forecasters()) {
      double[] values = new double[result.horizon()];
      Arrays.setAll(
          values,
          i ->
              result
                  .figure(
                      AccuracyFigure.ALL,
                      AccuracyFigure.ALL,
                      Integer.toString(i + 1),
                      forecaster,
                      measure)
                  .orElse(Double.NaN));
      chart.line(forecaster, values);
    }
    return chart.svg();
  }

  private String csv() {
    StringBuilder csv =
        new StringBuilder("origin,segment_kind,segment,steps,forecaster,measure,value\n");
    for (AccuracyFigure figure : result.figures()) {
      csv.append(figure.originDay() == AccuracyFigure.ALL_ORIGINS ? "all" : day(figure.originDay()))
          .append(',')
          .append(figure.segmentKind())
          .append(',')
          .append(quoted(figure.segment()))
          .append(',')
          .append(figure.steps())
          .append(',')
          .append(figure.forecaster())
          .append(',')
          .append(figure.measure())
          .append(',')
          .append(figure.value())
          .append('\n');
    }
    return csv.toString();
  }

  private void add(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }

  private static String quoted(String name) {
    boolean isPlain = name.indexOf(',') < 0 && name.indexOf('"') < 0 && name.indexOf('\n') < 0;
    return isPlain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String day(int epochDay) {
    return LocalDate.ofEpochDay(epochDay).toString();
  }

  private static String number(Map<String, Double> values, String measure) {
    return values.containsKey(measure) ? number(OptionalDouble.of(values.get(measure))) : "";
  }

  private static String number(OptionalDouble value) {
    if (value.isEmpty()) {
      return "";
    }
    double found = value.getAsDouble();
    return found >= 100 || found == Math.rint(found)
        ? String.format(Locale.ROOT, "%,.0f", found)
        : String.format(Locale.ROOT, "%.4f", found);
  }
}
