package io.warecast.local.cli;

import io.warecast.domain.ActionableException;
import io.warecast.domain.KafkaTopic;
import io.warecast.domain.message.ModelActivationJson;
import io.warecast.domain.model.ModelActivation;
import io.warecast.domain.model.ModelAliases;
import io.warecast.domain.series.Warehouse;
import io.warecast.local.server.LocalStack;
import io.warecast.pipeline.connector.lake.Lake;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a version of the model the one in use. */
@Command(
    name = "activate",
    mixinStandardHelpOptions = true,
    description = {
      "Forecast with another version of the model from now on; its files are checked first.",
      "For all warehouses it is written into the model registry, where the running job and 'daily' find it. For one warehouse it is told to the running job only."
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
  private @Nullable String warehouse;

  ActivateCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() {
    LocalModels models = LocalModels.of(global.home());
    if (warehouse != null) {
      forWarehouse(warehouse, models);
      return 0;
    }
    String chosen = models.usable(version).version();
    String before = models.registry().aliases().resolve(ModelAliases.LATEST);
    if (chosen.equals(before)) {
      System.out.printf("Model version %s is the latest already; nothing has changed.%n", chosen);
      return 0;
    }
    models.registry().promote(chosen);
    RollbackCommand.say(chosen, models.registry().aliases());
    return 0;
  }

  private void forWarehouse(String id, LocalModels models) {
    LocalStack stack = RunningStack.of(global);
    List<String> known =
        Lake.at(stack.lakeUri().toString()).warehouses().stream().map(Warehouse::id).toList();
    if (!known.contains(id)) {
      throw new ActionableException(
          "There is no warehouse '%s'. There are: %s.".formatted(id, String.join(", ", known)));
    }
    String chosen = models.usable(version).version();
    ModelActivation activation = new ModelActivation(LocalModels.NAME, chosen, id);
    TopicWriter.send(
        stack.kafkaBootstrap(),
        KafkaTopic.MODEL_ACTIVATIONS,
        id,
        ModelActivationJson.write(activation));
    System.out.printf(
        "The running job is told to use model version %s in warehouse %s only. A refusal would be among 'warecast dead-letters'.%n",
        chosen, id);
  }
}
