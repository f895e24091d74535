package io.warecast.local.cli;

import io.warecast.benchmarks.ScoringBench;
import io.warecast.benchmarks.ScoringPlan;
import io.warecast.local.server.Home;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code warecast bench scoring}. */
@Command(
    name = "scoring",
    mixinStandardHelpOptions = true,
    description = {
      "Predictions a second of the forecast operator at several sizes of micro-batch,",
      "against inplace_predict of the same boosters on the same rows. About two minutes.",
      "Scores the latest model of a folder that --home names, else one trained on generated series."
    })
final class BenchScoringCommand implements Callable<Integer> {

  private final GlobalOptions global;

  @Option(names = "--quick", description = "Just see that it works: the figures mean nothing.")
  private boolean quick;

  @Spec private CommandSpec command = CommandSpec.create();

  BenchScoringCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() {
    try (BenchFolder folder = BenchFolder.make()) {
      BenchOutput.print(
          ScoringBench.run(
              quick ? ScoringPlan.QUICK : ScoringPlan.FULL,
              registry(),
              folder.path(),
              BenchOutput::note),
          command.commandLine().getOut());
    }
    return 0;
  }

  private Optional<String> registry() {
    return global
        .chosenHome()
        .map(Home::models)
        .filter(models -> Files.isDirectory(models.resolve("demand")))
        .map(models -> models.toUri().toString());
  }
}
