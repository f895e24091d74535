package io.warecast.local.cli;

import io.warecast.domain.model.ModelManifest;
import io.warecast.local.flink.FlinkMode;
import io.warecast.local.flink.LocalFlink;
import io.warecast.local.server.LocalStack;
import io.warecast.local.server.Service;
import io.warecast.pipeline.job.TrainedModels;
import io.warecast.pipeline.job.TrainingJob;
import io.warecast.pipeline.job.TrainingOptions;
import io.warecast.scoring.registry.ModelRegistry;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Trains a model, which forecasts use when it passes the gate. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Train a model from the lake; the promotion gate decides whether forecasts use it from now on.",
      "The same data, options and seed give the same model; it is then not trained again."
    },
    footer = {
      "",
      "Examples:",
      "  warecast train                        with everything in the lake",
      "  warecast train --as-of 2016-04-24     with nothing after that day",
      "  warecast train --per-warehouse        and a model of its own for each warehouse that gains by it"
    })
final class TrainCommand implements Callable<Integer> {

  private final GlobalOptions global;
  @Mixin private final TrainingOptions options = new TrainingOptions();

  TrainCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() {
    try (LocalStack stack =
            LocalStack.attachOrStart(global.home(), "train", EnumSet.noneOf(Service.class));
        LocalFlink flink = LocalFlink.start(stack.home(), FlinkMode.BATCH, 0)) {
      run(stack, flink, options, System.out);
    }
    return 0;
  }

  /** Trains on a running stack and says what came of it. */
  static void run(LocalStack stack, LocalFlink flink, TrainingOptions options, PrintStream out) {
    TrainedModels trained;
    try (JobProgress progress = new JobProgress()) {
      trained =
          TrainingJob.runWithWarehouses(
              flink.environment(FlinkMode.BATCH),
              stack.lakeUri().toString(),
              stack.modelsUri().toString(),
              options,
              progress);
    }
    ModelManifest model = trained.model();
    print(model, out);
    ModelsJudgeCommand.print(
        ModelRegistry.at(stack.modelsUri().toString(), model.name()), model.version(), out);
    WarehouseChoices.print(trained.warehouses(), out);
    trained.requireNoFailure();
  }

  private static void print(ModelManifest model, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "Model %s %s: %,d rows of %,d series up to %s.%n",
        model.name(),
        model.version(),
        model.rows(),
        model.series(),
        model.trainedTo());
    new TreeMap<>(model.metrics())
        .forEach((name, value) -> out.printf(Locale.ROOT, "  %-22s %,.4f%n", name, value));
  }
}
