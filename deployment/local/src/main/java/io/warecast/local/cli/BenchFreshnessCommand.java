package io.warecast.local.cli;

import io.warecast.benchmarks.FreshnessBench;
import io.warecast.benchmarks.LivePlan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code warecast bench freshness}. */
@Command(
    name = "freshness",
    mixinStandardHelpOptions = true,
    description = {
      "Time from an order on Kafka to the forecast that it moves in Redis, beside 1,000 orders",
      "a second, with servers of its own in a temporary folder. About three minutes."
    })
final class BenchFreshnessCommand implements Callable<Integer> {

  @Option(names = "--quick", description = "Just see that it works: the figures mean nothing.")
  private boolean quick;

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    LivePlan plan = quick ? LivePlan.QUICK : LivePlan.FULL;
    BenchStack.with(
        servers ->
            BenchOutput.print(
                FreshnessBench.run(plan, servers, BenchOutput::note),
                command.commandLine().getOut()));
    return 0;
  }
}
