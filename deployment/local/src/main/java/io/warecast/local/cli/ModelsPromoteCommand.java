package io.warecast.local.cli;

import io.warecast.domain.ActionableException;
import io.warecast.domain.model.ModelAliases;
import io.warecast.domain.series.Warehouse;
import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.scoring.promotion.CandidatePromotion;
import io.warecast.scoring.promotion.GateLimits;
import io.warecast.scoring.promotion.PromotionGate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a version of the model the one in use. */
@Command(
    name = "promote",
    mixinStandardHelpOptions = true,
    description = {
      "Forecast with another version of the model from now on; its files are checked first.",
      "The version must have passed the promotion gate, or be forced.",
      "It is written into the model registry, where the running job and 'daily' find it."
    },
    footer = {
      "",
      "Examples:",
      "  warecast models promote 20261122-56eecf7d",
      "  warecast models promote candidate --force",
      "  warecast models promote 20261122-56eecf7d --warehouse hamburg"
    })
final class ModelsPromoteCommand implements Callable<Integer> {

  private final GlobalOptions global;

  @Parameters(index = "0", paramLabel = "VERSION", description = "A version, or an alias of one.")
  private String version = "";

  @Option(
      names = "--warehouse",
      paramLabel = "ID",
      description = "Only for this warehouse, which then no longer follows the others.")
  private String warehouse = "";

  @Option(
      names = "--force",
      description = "Also when the gate refused the version or has never seen it.")
  private boolean force;

  ModelsPromoteCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() {
    LocalModels models = LocalModels.of(global.home());
    requireKnown(warehouse);
    String chosen = models.usable(version).version();
    ModelAliases aliases = models.registry().aliases();
    if (chosen.equals(aliases.versions().get(ModelAliases.latestOf(warehouse)))) {
      System.out.printf("Model version %s is in use already; nothing has changed.%n", chosen);
      return 0;
    }
    new CandidatePromotion(models.registry(), new PromotionGate(GateLimits.STANDARD))
        .promoteByHand(chosen, warehouse, force);
    System.out.print(ModelsRollbackCommand.inUse(models.registry().aliases(), warehouse));
    return 0;
  }

  private void requireKnown(String id) {
    if (id.isEmpty()) {
      return;
    }
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
