package io.warecast.local.cli;

import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.promotion.Outcome;
import io.warecast.domain.promotion.Promotion;
import io.warecast.local.flink.FlinkMode;
import io.warecast.local.flink.LocalFlink;
import io.warecast.local.server.LocalStack;
import io.warecast.local.server.Service;
import io.warecast.pipeline.job.PromotionJob;
import io.warecast.scoring.registry.ModelRegistry;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Puts a version before the gate. */
@Command(
    name = "judge",
    mixinStandardHelpOptions = true,
    description = {
      "Put a version before the promotion gate: forecast days that it did not know with it and with",
      "the one in use. It becomes the latest when it passes, as 'train' does by itself."
    },
    footer = {"", "Example:", "  warecast models judge candidate"})
final class ModelsJudgeCommand implements Callable<Integer> {

  private final GlobalOptions global;

  @Parameters(index = "0", paramLabel = "VERSION", description = "A version, or an alias of one.")
  private String version = "";

  ModelsJudgeCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() {
    ModelManifest manifest = LocalModels.of(global.home()).usable(version);
    try (LocalStack stack =
            LocalStack.attachOrStart(global.home(), "judge", EnumSet.noneOf(Service.class));
        LocalFlink flink = LocalFlink.start(stack.home(), FlinkMode.BATCH, 0);
        JobProgress progress = new JobProgress()) {
      PromotionJob.run(
          flink.environment(FlinkMode.BATCH),
          stack.lakeUri().toString(),
          stack.modelsUri().toString(),
          LocalModels.NAME,
          manifest.version(),
          progress);
    }
    print(LocalModels.of(global.home()).registry(), manifest.version(), System.out);
    return 0;
  }

  /** Says what was decided about a version, if anything was. */
  static void print(ModelRegistry models, String version, PrintStream out) {
    models
        .promotion(version)
        .ifPresent(decided -> print(decided, models.manifest(version).warehouseId(), out));
  }

  private static void print(Promotion decided, String warehouseId, PrintStream out) {
    boolean isRefused = decided.outcome() == Outcome.REFUSED;
    out.printf(
        isRefused
            ? warehouseId.isEmpty()
                ? "Model version %s is a candidate: the gate refused it.%n"
                : "Model version %s is not used: the gate refused it.%n"
            : "Model version %s was let through by the gate.%n",
        decided.candidate());
    decided.reasons().forEach(reason -> out.printf("  %s%n", reason));
    if (isRefused) {
      out.printf(
          "  Forecasts go on with %s; 'warecast models promote %s%s --force' overrules the gate.%n",
          decided.champion(),
          decided.candidate(),
          warehouseId.isEmpty() ? "" : " --warehouse " + warehouseId);
    }
  }
}
