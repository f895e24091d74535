package io.warecast.local.cli;

import io.warecast.benchmarks.StreamBench;
import io.warecast.benchmarks.StreamPlan;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code warecast bench stream}. */
@Command(
    name = "stream",
    mixinStandardHelpOptions = true,
    description = {
      "Orders a second of the whole continuous job, against its source alone; size of its state,",
      "checkpoint and restore. Servers of its own in a temporary folder. About 10 minutes on two cores."
    })
final class BenchStreamCommand implements Callable<Integer> {

  @Option(names = "--quick", description = "Just see that it works: the figures mean nothing.")
  private boolean quick;

  @Option(
      names = "--series",
      split = ",",
      paramLabel = "N",
      description = "Numbers of series, a run for each. Default: 10000,100000.")
  private List<Integer> series = List.of();

  @Option(
      names = "--most-orders",
      paramLabel = "N",
      description =
          "Most orders of a run: many series have theirs in fewer hours than three days, but in 30 at least. Default: 1250000.")
  private long mostOrders;

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    if (mostOrders < 0) {
      throw new ParameterException(
          command.commandLine(), "--most-orders is %d, expected 1 or more.".formatted(mostOrders));
    }
    StreamPlan plan = (quick ? StreamPlan.QUICK : StreamPlan.FULL).over(series);
    plan = mostOrders == 0 ? plan : plan.upTo(mostOrders);
    StreamBench bench = new StreamBench(plan, BenchOutput::note);
    for (int count : plan.series()) {
      BenchStack.with(servers -> bench.measure(count, servers));
    }
    BenchOutput.print(bench.report(), command.commandLine().getOut());
    return 0;
  }
}
