package io.warecast.local.cli;

import io.warecast.domain.ActionableException;
import io.warecast.domain.model.ModelAliases;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Returns to the version of the model that was in use before. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = {
      "Forecast with the previous version of the model from now on. A second rollback takes it back.",
      "A warehouse without a previous version of its own returns to that of all others; with --to-all it does in any case."
    },
    footer = {
      "",
      "Examples:",
      "  warecast models rollback",
      "  warecast models rollback --warehouse hamburg",
      "  warecast models rollback --warehouse hamburg --to-all"
    })
final class ModelsRollbackCommand implements Callable<Integer> {

  private final GlobalOptions global;

  @Option(
      names = "--warehouse",
      paramLabel = "ID",
      description = "Only for this warehouse, which has a version of its own.")
  private String warehouse = "";

  @Option(
      names = "--to-all",
      description =
          "Let the warehouse use the version of all others again. A rollback takes that back.")
  private boolean toAll;

  @Spec private CommandSpec spec = CommandSpec.create();

  ModelsRollbackCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() {
    if (toAll && warehouse.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--to-all takes --warehouse ID: which one is to follow the others?");
    }
    LocalModels models = LocalModels.of(global.home());
    ModelAliases before = models.registry().aliases();
    ModelAliases after =
        returned(before).orElseThrow(() -> new ActionableException(nothing(models, before)));
    String next = after.versions().get(ModelAliases.latestOf(warehouse));
    if (next != null) {
      models.usable(next);
    }
    models.registry().change(aliases -> returned(aliases).orElse(aliases));
    System.out.print(inUse(models.registry().aliases(), warehouse));
    return 0;
  }

  private Optional<ModelAliases> returned(ModelAliases aliases) {
    if (!toAll) {
      return aliases.rolledBack(warehouse);
    }
    boolean hasOwn = aliases.versions().containsKey(ModelAliases.latestOf(warehouse));
    return hasOwn ? Optional.of(aliases.returningToAll(warehouse)) : Optional.empty();
  }

  private String nothing(LocalModels models, ModelAliases aliases) {
    if (!warehouse.isEmpty()) {
      return "Warehouse %s has no model version of its own%s."
          .formatted(warehouse, toAll ? "" : ", now or before");
    }
    return "There is no previous model version in %s: %s."
        .formatted(
            models.folder(),
            aliases.versions().isEmpty()
                ? "none was trained yet"
                : "only " + aliases.resolve(ModelAliases.LATEST) + " has ever been the latest");
  }

  /** Says what a change of the aliases has come to. */
  static String inUse(ModelAliases aliases, String warehouse) {
    String latest = aliases.versions().get(ModelAliases.latestOf(warehouse));
    String previous = aliases.versions().get(ModelAliases.previousOf(warehouse));
    String option = warehouse.isEmpty() ? "" : " --warehouse " + warehouse;
    StringBuilder text = new StringBuilder(sentence(latest, warehouse));
    if (previous != null) {
      text.append(
          "  previous: %s; 'warecast models rollback%s' returns to it.%n"
              .formatted(previous, option));
    }
    return text.append(
            "  A running job takes it up within a few seconds, the daily batch with its next run.%n"
                .formatted())
        .toString();
  }

  private static String sentence(@Nullable String latest, String warehouse) {
    if (latest == null) {
      return "Warehouse %s uses the model of all others again.%n".formatted(warehouse);
    }
    return warehouse.isEmpty()
        ? "Model version %s is the latest now.%n".formatted(latest)
        : "Model version %s is the one of warehouse %s now, and of it only.%n"
            .formatted(latest, warehouse);
  }
}
