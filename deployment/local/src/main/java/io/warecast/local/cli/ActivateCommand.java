package io.warecast.local.cli;

import io.warecast.domain.ActionableException;
import io.warecast.domain.model.ModelAliases;
import io.warecast.domain.series.Warehouse;
import io.warecast.pipeline.connector.lake.Lake;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a version of the model the one in use. */
@Command(
    name = "activate",
    mixinStandardHelpOptions = true,
    description = {
      "Forecast with another version of the model from now on; its files are checked first.",
      "It is written into the model registry, where the running job finds it, and 'daily' what is for all warehouses."
    },
    footer = {
      "",
      "Examples:",
      "  warecast activate 20261122-56eecf7d",
      "  warecast activate 20261122-56eecf7d --warehouse hamburg"
    })
final class ActivateCommand implements Callable<Integer> {

  private final GlobalOptions global;

  @Parameters(index = "0", paramLabel = "VERSION", description = "A version, or an alias of one.")
  private String version = "";

  @Option(
      names = "--warehouse",
      paramLabel = "ID",
      description = "Only for this warehouse, which then no longer follows the others.")
  private String warehouse = "";

  ActivateCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() {
    LocalModels models = LocalModels.of(global.home());
    if (!warehouse.isEmpty()) {
      requireKnown(warehouse);
    }
    String chosen = models.usable(version).version();
    String alias = ModelAliases.latestOf(warehouse);
    if (chosen.equals(models.registry().aliases().resolve(alias))) {
      System.out.printf("Model version %s is in use already; nothing has changed.%n", chosen);
      return 0;
    }
    models.registry().promote(chosen, warehouse);
    if (warehouse.isEmpty()) {
      RollbackCommand.say(chosen, models.registry().aliases());
    } else {
      System.out.printf(
          "Model version %s is the one of warehouse %s now, and of it only.%n  A running job takes it up within a few seconds.%n",
          chosen, warehouse);
    }
    return 0;
  }

  private void requireKnown(String id) {
    List<String> known =
        Lake.at(global.home().lake().toUri().toString()).warehouses().stream()
            .map(Warehouse::id)
            .toList();
    if (!known.contains(id)) {
      throw new ActionableException(
          "There is no warehouse '%s'. There are: %s.".formatted(id, String.join(", ", known)));
    }
  }
}
