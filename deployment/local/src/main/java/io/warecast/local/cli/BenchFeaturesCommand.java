package io.warecast.local.cli;

import io.warecast.benchmarks.FeatureBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code warecast bench features}. */
@Command(
    name = "features",
    mixinStandardHelpOptions = true,
    description = {
      "The feature function and the JSON codec of forecasts, by JMH, against raw scoring of the",
      "same rows and the bare text of the same numbers. About two minutes."
    })
final class BenchFeaturesCommand implements Callable<Integer> {

  @Option(names = "--quick", description = "Just see that it works: the figures mean nothing.")
  private boolean quick;

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    try (BenchFolder folder = BenchFolder.make()) {
      BenchOutput.print(
          FeatureBench.run(quick, folder.path(), BenchOutput::note),
          command.commandLine().getOut());
    }
    return 0;
  }
}
