package io.warecast.local.cli;

import io.warecast.benchmarks.BenchReport;
import io.warecast.benchmarks.DailyBench;
import io.warecast.benchmarks.DailyPlan;
import io.warecast.local.flink.FlinkMode;
import io.warecast.local.flink.LocalFlink;
import io.warecast.local.server.Home;
import io.warecast.local.server.LocalStack;
import io.warecast.local.server.Service;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code warecast bench daily}. */
@Command(
    name = "daily",
    mixinStandardHelpOptions = true,
    description = {
      "Predictions a minute of the daily batch over a generated lake, with servers of its own in a",
      "temporary folder, against raw scoring and a bare COPY. Some minutes."
    })
final class BenchDailyCommand implements Callable<Integer> {

  private static final int PARALLELISM = 2;

  @Option(names = "--quick", description = "Just see that it works: the figures mean nothing.")
  private boolean quick;

  @Option(
      names = "--series",
      description = "Series of items. Default: " + DailyPlan.DEFAULT_SERIES + ".")
  private int series = DailyPlan.DEFAULT_SERIES;

  @Option(
      names = "--days",
      description = "Days of history. Default: " + DailyPlan.DEFAULT_DAYS + ".")
  private int days = DailyPlan.DEFAULT_DAYS;

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    try (BenchFolder folder = BenchFolder.make();
        LocalStack stack =
            LocalStack.attachOrStart(
                new Home(folder.path()), "bench", EnumSet.of(Service.POSTGRES, Service.REDIS));
        LocalFlink flink = LocalFlink.start(stack.home(), FlinkMode.BATCH, 0)) {
      BenchOutput.print(measure(stack, flink), command.commandLine().getOut());
    }
    return 0;
  }

  private BenchReport measure(LocalStack stack, LocalFlink flink) throws Exception {
    return DailyBench.run(
        quick ? DailyPlan.quick(series, days) : DailyPlan.full(series, days),
        () -> flink.environment(FlinkMode.BATCH),
        Math.min(PARALLELISM, Runtime.getRuntime().availableProcessors()),
        DailyCommand.targets(stack),
        BenchOutput::note);
  }
}
