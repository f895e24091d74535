package io.warecast.local.cli;

import io.warecast.benchmarks.ModelSizeBench;
import io.warecast.benchmarks.ModelSizePlan;
import io.warecast.benchmarks.ModelSizeReport;
import io.warecast.benchmarks.ScoringPlan;
import io.warecast.benchmarks.VariantFigures;
import io.warecast.local.flink.FlinkMode;
import io.warecast.local.flink.LocalFlink;
import io.warecast.local.server.Home;
import io.warecast.local.terminal.TextTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code warecast bench model-size}. */
@Command(
    name = "model-size",
    mixinStandardHelpOptions = true,
    description = {
      "What fewer rounds, shallower trees, pruning and fewer features save in size and in time of",
      "scoring, and what they cost in accuracy. Needs no server. Some minutes."
    })
final class BenchModelSizeCommand implements Callable<Integer> {

  private static final int QUICK_DAYS = 250;
  private static final int QUICK_ROWS = 10_000;

  @Option(names = "--quick", description = "Just see that it works: the figures mean nothing.")
  private boolean quick;

  @Mixin private BenchLake lake = new BenchLake();

  @Option(
      names = "--as-of",
      paramLabel = "DAY",
      description =
          "The last day that training knows; the 28 days after it are forecast. Default: 28 days before the last of the lake.")
  private Optional<LocalDate> asOf = Optional.empty();

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "Rows that each variant is trained on, about. Default: ${DEFAULT-VALUE}.",
      defaultValue = "300000")
  private int rows;

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    try (BenchFolder folder = BenchFolder.make();
        LocalFlink flink = LocalFlink.start(new Home(folder.path()), FlinkMode.BATCH, 0)) {
      ModelSizeReport report =
          ModelSizeBench.run(
              plan(folder.path()),
              () -> flink.environment(FlinkMode.BATCH),
              uri(folder.path().resolve("cut")),
              uri(folder.path().resolve("models")),
              BenchOutput::note);
      PrintWriter out = command.commandLine().getOut();
      print(report.variants(), out);
      BenchOutput.print(report.summary(), out);
    }
    return 0;
  }

  private ModelSizePlan plan(Path folder) {
    return new ModelSizePlan(
        lake.uri(folder.resolve("data"), quick, QUICK_DAYS),
        asOf,
        lake.warehouses(),
        quick ? Math.min(rows, QUICK_ROWS) : rows,
        quick ? ScoringPlan.QUICK : ScoringPlan.FULL);
  }

  private static String uri(Path path) {
    return path.toUri().toString();
  }

  private static void print(List<VariantFigures> variants, PrintWriter out) {
    VariantFigures standard = variants.get(0);
    TextTable size =
        new TextTable(
            "variant", "KB", "to default", "leaves", "to default", "predictions/s", "to default");
    TextTable accuracy =
        new TextTable(
            "variant",
            "WAPE %",
            "worse by %",
            "bias %",
            "WRMSSE",
            "worse by %",
            "pinball",
            "worse by %",
            "in 95 %",
            "in 50 %");
    for (VariantFigures each : variants) {
      size.row(
          each.variant().title(),
          number("%,.0f", each.bytes() / 1e3),
          number("%.2f", (double) each.bytes() / standard.bytes()),
          number("%,.0f", each.leaves()),
          number("%.2f", (double) each.leaves() / standard.leaves()),
          number("%,.0f", each.rate().median()),
          number("%.2f", each.rate().median() / standard.rate().median()));
      accuracy.row(
          each.variant().title(),
          number("%.2f", 100 * each.wape()),
          worse(each.wape(), standard.wape()),
          number("%.2f", 100 * each.bias()),
          number("%.4f", each.wrmsse()),
          worse(each.wrmsse(), standard.wrmsse()),
          number("%.4f", each.pinball()),
          worse(each.pinball(), standard.pinball()),
          number("%.1f", 100 * each.coverage95()),
          number("%.1f", 100 * each.coverage50()));
    }
    out.printf("%s%n%s%n", size, accuracy);
  }

  private static String worse(double error, double other) {
    return number("%.2f", 100 * (error / other - 1));
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
