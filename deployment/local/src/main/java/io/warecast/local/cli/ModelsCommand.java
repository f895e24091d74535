package io.warecast.local.cli;

import io.warecast.domain.model.ModelAliases;
import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.promotion.Measure;
import io.warecast.domain.promotion.Promotion;
import io.warecast.domain.promotion.SegmentComparison;
import io.warecast.local.terminal.TextTable;
import io.warecast.scoring.registry.ModelRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The versions of the model, and all that can be done with them. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = {
      "List the versions of the model: up to which day each was trained, what names it, its errors",
      "on days that it did not know, and what the promotion gate decided."
    },
    footer = {
      "",
      "Examples:",
      "  warecast models                       all versions",
      "  warecast models show latest           the card of one",
      "  warecast models promote candidate     use a version that the gate let through",
      "  warecast models rollback              use the one before it again"
    })
final class ModelsCommand implements Callable<Integer> {

  private final GlobalOptions global;

  private ModelsCommand(GlobalOptions global) {
    this.global = global;
  }

  /** The command with its subcommands. */
  static CommandLine withSubcommands(GlobalOptions global) {
    return new CommandLine(new ModelsCommand(global))
        .addSubcommand(new ModelsShowCommand(global))
        .addSubcommand(new ModelsJudgeCommand(global))
        .addSubcommand(new ModelsPromoteCommand(global))
        .addSubcommand(new ModelsRollbackCommand(global))
        .addSubcommand(new ModelsShadowCommand(global))
        .addSubcommand(new ModelsRegisterCommand(global))
        .addSubcommand(new ModelsLineageCommand(global));
  }

  @Override
  public Integer call() {
    LocalModels models = LocalModels.of(global.home());
    List<ModelManifest> versions = models.versions();
    if (versions.isEmpty()) {
      System.out.printf(
          "There are no model versions in %s; 'warecast train' makes one.%n", models.folder());
      return 0;
    }
    ModelAliases aliases = models.registry().aliases();
    TextTable table =
        new TextTable(
            "version", "trained to", "names", "wrmsse", "wape", "in 95 %", "in 50 %", "decision");
    for (ModelManifest version : versions) {
      table.row(row(version, aliases, models.registry()));
    }
    System.out.print(table);
    return 0;
  }

  private static String[] row(ModelManifest version, ModelAliases aliases, ModelRegistry registry) {
    Optional<Promotion> decided = registry.promotion(version.version());
    Optional<SegmentComparison> total =
        decided.flatMap(
            each -> each.segments().stream().filter(SegmentComparison::isTotal).findFirst());
    return new String[] {
      version.version(),
      version.trainedTo(),
      String.join(", ", aliases.of(version.version())),
      figure(total, Measure.WRMSSE),
      figure(total, Measure.WAPE),
      figure(total, Measure.COVERAGE_95),
      figure(total, Measure.COVERAGE_50),
      decided.map(ModelsCommand::decision).orElse("none")
    };
  }

  private static String decision(Promotion promotion) {
    String outcome = promotion.outcome().wireName();
    return promotion.champion().isEmpty() ? outcome : outcome + " against " + promotion.champion();
  }

  private static String figure(Optional<SegmentComparison> total, Measure measure) {
    OptionalDouble value =
        total.map(each -> each.ofCandidate(measure)).orElse(OptionalDouble.empty());
    return value.isPresent() ? String.format(Locale.ROOT, "%.4f", value.getAsDouble()) : "";
  }
}
