package io.warecast.local.cli;

import io.warecast.benchmarks.DayCoverage;
import io.warecast.benchmarks.RecalibrationBench;
import io.warecast.benchmarks.RecalibrationPlan;
import io.warecast.benchmarks.RecalibrationReport;
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

/** {@code warecast bench recalibration}. */
@Command(
    name = "recalibration",
    mixinStandardHelpOptions = true,
    description = {
      "Coverage of the intervals day by day while the demand of one warehouse rises by 40 %, with",
      "and without their correction by what came. Needs no server. Some minutes."
    })
final class BenchRecalibrationCommand implements Callable<Integer> {

  private static final int QUICK_DAYS = 300;

  @Option(names = "--quick", description = "Just see that it works: the figures mean nothing.")
  private boolean quick;

  @Mixin private BenchLake lake = new BenchLake();

  @Option(
      names = "--until",
      paramLabel = "DAY",
      description = "Last day that is replayed. Default: the last of the lake.")
  private Optional<LocalDate> until = Optional.empty();

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    try (BenchFolder folder = BenchFolder.make();
        LocalFlink flink = LocalFlink.start(new Home(folder.path()), FlinkMode.BATCH, 0)) {
      RecalibrationReport report =
          RecalibrationBench.run(
              plan(folder.path()),
              () -> flink.environment(FlinkMode.BATCH),
              uri(folder.path().resolve("history")),
              uri(folder.path().resolve("models")),
              BenchOutput::note);
      PrintWriter out = command.commandLine().getOut();
      print(report.days(), out);
      BenchOutput.print(report.summary(), out);
    }
    return 0;
  }

  private RecalibrationPlan plan(Path folder) {
    int before = quick ? 8 : 35;
    int after = quick ? 20 : 49;
    int rows = quick ? 20_000 : 600_000;
    return new RecalibrationPlan(
        lake.uri(folder.resolve("data"), quick, QUICK_DAYS),
        until,
        lake.warehouses(),
        before,
        after,
        rows);
  }

  private static String uri(Path path) {
    return path.toUri().toString();
  }

  private static void print(List<DayCoverage> days, PrintWriter out) {
    for (int lead : new int[] {1, 7, 14}) {
      TextTable table =
          new TextTable(
              "day", "95 % without", "with", "50 % without", "with", "WAPE", "width", "with");
      for (DayCoverage without : days) {
        if (without.isShifted()
            && !without.isRecalibrated()
            && without.lead() == lead
            && without.daysSinceShift() >= -7) {
          days.stream()
              .filter(day -> isPairOf(without, day))
              .forEach(
                  with ->
                      table.row(
                          Integer.toString(without.daysSinceShift()),
                          percent(without.coverage95()),
                          percent(with.coverage95()),
                          percent(without.coverage50()),
                          percent(with.coverage50()),
                          percent(without.wape()),
                          number(without.width95()),
                          number(with.width95())));
        }
      }
      out.printf(
          "Coverage of the items of the warehouse with more demand since day 0, forecast %d days before:%n%s%n",
          lead, table);
    }
  }

  private static boolean isPairOf(DayCoverage without, DayCoverage day) {
    return day.isRecalibrated()
        && day.isShifted()
        && day.lead() == without.lead()
        && day.daysSinceShift() == without.daysSinceShift();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
