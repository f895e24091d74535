package io.warecast.local.cli;

import io.warecast.benchmarks.LivePlan;
import io.warecast.benchmarks.OnDemandBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code warecast bench on-demand}. */
@Command(
    name = "on-demand",
    mixinStandardHelpOptions = true,
    description = {
      "Time from a request on Kafka to its reply, 50 a second, beside 1,000 orders a second,",
      "with servers of its own in a temporary folder. About three minutes."
    })
final class BenchOnDemandCommand implements Callable<Integer> {

  @Option(names = "--quick", description = "Just see that it works: the figures mean nothing.")
  private boolean quick;

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    LivePlan plan = quick ? LivePlan.QUICK : LivePlan.FULL;
    BenchStack.with(
        servers ->
            BenchOutput.print(
                OnDemandBench.run(plan, servers, BenchOutput::note),
                command.commandLine().getOut()));
    return 0;
  }
}
