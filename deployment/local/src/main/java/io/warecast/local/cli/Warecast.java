package io.warecast.local.cli;

import io.warecast.local.server.Home;
import io.warecast.pipeline.job.JobCommandLine;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the local stack. */
@Command(
    name = "warecast",
    mixinStandardHelpOptions = true,
    version = "warecast 0.1.0-SNAPSHOT",
    synopsisSubcommandLabel = "COMMAND",
    description = "Demand forecasts on this machine: the whole stack, with real servers.",
    footer = {
      "",
      "Examples:",
      "  warecast up                           start everything, at first with sample data",
      "  warecast status                       what runs, where, and how it is",
      "  warecast forecast hamburg             forecast of a whole warehouse, with a chart",
      "  warecast forecast hamburg bakery-001  forecast of one item",
      "",
      "'warecast COMMAND --help' and 'warecast help COMMAND' explain a command."
    })
public final class Warecast implements Runnable {

  /** System property for defaults of options that lie in the home. */
  static final String HOME_PROPERTY = "warecast.home";

  @Mixin private final GlobalOptions global = new GlobalOptions();
  @Spec private @Nullable CommandSpec spec;

  /** Runs a command and exits with its code: 0 done, 1 failed, 2 wrongly called. */
  public static void main(String[] args) {
    prepare(args);
    System.exit(commandLine().execute(args));
  }

  /** The command line with all its commands. */
  static CommandLine commandLine() {
    Warecast root = new Warecast();
    GlobalOptions global = root.global;
    CommandLine commands =
        new CommandLine(root)
            .addSubcommand(new UpCommand(global))
            .addSubcommand(new DownCommand(global))
            .addSubcommand(new StatusCommand(global))
            .addSubcommand(new GenerateCommand())
            .addSubcommand(new ImportCommand())
            .addSubcommand(new TrainCommand(global))
            .addSubcommand(new DailyCommand(global))
            .addSubcommand(new BacktestCommand(global))
            .addSubcommand(new ForecastCommand(global))
            .addSubcommand(new WatchCommand(global))
            .addSubcommand(new ReplayCommand(global))
            .addSubcommand(new RequestCommand(global))
            .addSubcommand(new DeadLettersCommand(global))
            .addSubcommand(new AlertsCommand(global))
            .addSubcommand(ModelsCommand.withSubcommands(global))
            .addSubcommand(new SqlCommand(global))
            .addSubcommand(new TokenCommand(global))
            .addSubcommand(BenchCommand.withBenchmarks(global))
            .addSubcommand(new HelpCommand());
    return JobCommandLine.withConverters(commands)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(Failures::wronglyCalled)
        .setExecutionExceptionHandler(new Failures(global));
  }

  @Override
  public void run() {
    throw new ParameterException(
        java.util.Objects.requireNonNull(spec).commandLine(), "Which command?");
  }

  /**
   * Must come before anything logs, for the file is fixed then, and before options get defaults.
   */
  private static void prepare(String[] args) {
    Home home = home(args);
    System.setProperty(HOME_PROPERTY, home.root().toString());
    String command =
        Arrays.stream(args)
            .filter(arg -> arg.matches("[a-z]+(-[a-z]+)*"))
            .findFirst()
            .orElse("warecast");
    if (System.getProperty("log.file") == null) {
      System.setProperty("log.file", home.logs().resolve(command + ".log").toString());
    }
  }

  private static Home home(String[] args) {
    for (int i = 0; i < args.length; i++) {
      if (args[i].startsWith("--home=")) {
        return new Home(Path.of(args[i].substring("--home=".length())));
      }
      if (args[i].equals("--home") && i + 1 < args.length) {
        return new Home(Path.of(args[i + 1]));
      }
    }
    return Home.standard(System.getenv());
  }
}
