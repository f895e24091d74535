package io.warecast.local.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs one benchmark. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "NAME",
    description = {
      "Measure on this machine, against a limit that is measured in the same run.",
      "Prints a table and, as the last line, one JSON object with the keys bench, ratios, figures and targets."
    },
    footer = {
      "",
      "Examples:",
      "  warecast bench scoring            predictions a second against XGBoost's own",
      "  warecast bench daily --series 5000",
      "  warecast bench freshness          from an order to the forecast that it moves",
      "  warecast bench features --quick"
    })
final class BenchCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  /** The command with a subcommand for each benchmark. */
  static CommandLine withBenchmarks(GlobalOptions global) {
    return new CommandLine(new BenchCommand())
        .addSubcommand(new BenchScoringCommand(global))
        .addSubcommand(new BenchDailyCommand())
        .addSubcommand(new BenchFeaturesCommand())
        .addSubcommand(new BenchStreamCommand())
        .addSubcommand(new BenchFreshnessCommand())
        .addSubcommand(new BenchOnDemandCommand())
        .addSubcommand(new BenchRecalibrationCommand())
        .addSubcommand(new BenchModelSizeCommand())
        .addSubcommand(new BenchServeCommand())
        .addSubcommand(new BenchSqlCommand());
  }

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "Which benchmark? See 'warecast bench --help'.");
  }
}
