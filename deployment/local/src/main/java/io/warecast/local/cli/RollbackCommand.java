package io.warecast.local.cli;

import io.warecast.domain.ActionableException;
import io.warecast.domain.model.ModelAliases;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Returns to the version of the model that was in use before. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description =
        "Forecast with the previous version of the model from now on. A second rollback takes it back.",
    footer = {"", "Example:", "  warecast rollback"})
final class RollbackCommand implements Callable<Integer> {

  private static final String TAKEN_UP =
      "A running job takes it up within a few seconds, the daily batch with its next run.";

  private final GlobalOptions global;

  RollbackCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() {
    LocalModels models = LocalModels.of(global.home());
    ModelAliases aliases = models.registry().aliases();
    String previous = aliases.versions().get(ModelAliases.PREVIOUS);
    if (previous == null) {
      throw new ActionableException(
          "There is no previous model version in %s: %s."
              .formatted(
                  models.folder(),
                  aliases.versions().isEmpty()
                      ? "none was trained yet"
                      : "only "
                          + aliases.resolve(ModelAliases.LATEST)
                          + " has ever been the latest"));
    }
    models.usable(previous);
    models.registry().promote(previous);
    say(previous, models.registry().aliases());
    return 0;
  }

  /** Says what a change of the aliases has come to. */
  static void say(String latest, ModelAliases aliases) {
    System.out.printf("Model version %s is the latest now.%n", latest);
    String previous = aliases.versions().get(ModelAliases.PREVIOUS);
    if (previous != null) {
      System.out.printf("  previous: %s; 'warecast rollback' returns to it.%n", previous);
    }
    System.out.printf("  %s%n", TAKEN_UP);
  }
}
