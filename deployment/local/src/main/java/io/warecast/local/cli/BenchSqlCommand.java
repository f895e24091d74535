package io.warecast.local.cli;

import io.warecast.benchmarks.SqlBench;
import io.warecast.benchmarks.SqlPlan;
import io.warecast.local.flink.FlinkMode;
import io.warecast.local.flink.LocalFlink;
import io.warecast.local.server.Home;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code warecast bench sql}. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description = {
      "Series a second of FORECAST and of ML_PREDICT on DEMAND_FEATURES in Flink SQL, against the",
      "operator of the jobs and raw scoring. About five minutes."
    })
final class BenchSqlCommand implements Callable<Integer> {

  @Option(names = "--quick", description = "Just see that it works: the figures mean nothing.")
  private boolean quick;

  @Option(
      names = "--horizon",
      paramLabel = "DAYS",
      description = "Days to forecast, 1 to 28. Default: 28, as the views of the catalogue.")
  private int horizon = SqlPlan.FULL.horizon();

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    if (horizon < 1 || horizon > SqlPlan.FULL.horizon()) {
      throw new ParameterException(
          command.commandLine(), "--horizon takes 1 to %d".formatted(SqlPlan.FULL.horizon()));
    }
    try (BenchFolder folder = BenchFolder.make();
        // Joins and groups of SQL take managed memory, which the cluster of bounded jobs has none
        // of.
        LocalFlink flink = LocalFlink.start(new Home(folder.path()), FlinkMode.STREAMING, 0)) {
      Home home = new Home(folder.path());
      BenchOutput.print(
          SqlBench.run(
              (quick ? SqlPlan.QUICK : SqlPlan.FULL).withHorizon(horizon),
              () -> flink.environment(FlinkMode.BATCH),
              home.lake().toUri().toString().replaceAll("/$", ""),
              home.models().toUri().toString().replaceAll("/$", ""),
              BenchOutput::note),
          command.commandLine().getOut());
    }
    return 0;
  }
}
