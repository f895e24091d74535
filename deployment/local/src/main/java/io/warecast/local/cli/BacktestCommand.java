package io.warecast.local.cli;

import io.warecast.local.flink.FlinkMode;
import io.warecast.local.flink.LocalFlink;
import io.warecast.local.server.LocalStack;
import io.warecast.local.server.Postgres;
import io.warecast.local.server.Service;
import io.warecast.local.terminal.TextTable;
import io.warecast.pipeline.backtest.BacktestResult;
import io.warecast.pipeline.connector.postgres.PostgresConfig;
import io.warecast.pipeline.job.BacktestJob;
import io.warecast.pipeline.job.BacktestOptions;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Holds forecasts of the past against what came. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    description = {
      "Forecast the lake as of several days of its past and compare with what came,",
      "with baselines, and with another version. Leaves a report in the lake."
    },
    footer = {
      "",
      "Examples:",
      "  warecast backtest                               the latest model at the last three origins",
      "  warecast backtest --model-version candidate     a candidate against the latest",
      "  warecast backtest --from 2016-02-28 --to 2016-04-24 --every 28"
    })
final class BacktestCommand implements Callable<Integer> {

  private static final List<String> MEASURES =
      List.of("wape", "bias", "rmsse", "wrmsse", "pinball", "coverage_95", "coverage_50");

  private final GlobalOptions global;
  @Mixin private final BacktestOptions options = new BacktestOptions();

  BacktestCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() {
    try (LocalStack stack =
            LocalStack.attachOrStart(global.home(), "backtest", EnumSet.of(Service.POSTGRES));
        LocalFlink flink = LocalFlink.start(stack.home(), FlinkMode.BATCH, 0)) {
      BacktestResult result;
      try (JobProgress progress = new JobProgress()) {
        result =
            BacktestJob.run(
                flink.environment(FlinkMode.BATCH),
                stack.lakeUri().toString(),
                stack.modelsUri().toString(),
                options,
                progress);
      }
      Postgres postgres = stack.postgres();
      result.save(new PostgresConfig(postgres.jdbcUrl(), postgres.user(), postgres.password()));
      print(result, System.out);
    }
    return 0;
  }

  private static void print(BacktestResult result, PrintStream out) {
    out.printf(
        "Backtest of %s %s at %s, %d days each.%n",
        result.model(), result.version(), days(result.origins()), result.horizon());
    result.champion().ifPresent(version -> out.printf("  champion: %s%n", version));
    if (!result.seen().isEmpty()) {
      out.printf("  the model has seen what came after %s%n", days(result.seen()));
    }
    List<String> header = new ArrayList<>(List.of("forecaster"));
    header.addAll(MEASURES);
    TextTable table = new TextTable(header.toArray(String[]::new));
    for (String forecaster : result.forecasters()) {
      List<String> cells = new ArrayList<>(List.of(forecaster));
      MEASURES.forEach(measure -> cells.add(number(result.overall(forecaster, measure))));
      table.row(cells.toArray(String[]::new));
    }
    out.printf("%n%s%n", table);
    out.printf("Report: %s/report.md%n", result.files().location());
  }

  private static String days(List<Integer> days) {
    return days.stream()
        .map(day -> LocalDate.ofEpochDay(day).toString())
        .collect(Collectors.joining(", "));
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.4f", value.getAsDouble()) : "";
  }
}
