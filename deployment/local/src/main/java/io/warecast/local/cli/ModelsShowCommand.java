package io.warecast.local.cli;

import io.warecast.domain.ActionableException;
import io.warecast.domain.model.ModelManifest;
import io.warecast.scoring.registry.ModelRegistry;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the card of a version. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Print the card of a version: data, settings, figures, decision, features.",
    footer = {"", "Example:", "  warecast models show latest"})
final class ModelsShowCommand implements Callable<Integer> {

  private final GlobalOptions global;

  @Parameters(index = "0", paramLabel = "VERSION", description = "A version, or an alias of one.")
  private String version = "";

  ModelsShowCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() {
    LocalModels models = LocalModels.of(global.home());
    ModelManifest manifest = models.known(version);
    System.out.print(
        models
            .registry()
            .attachment(manifest.version(), ModelRegistry.CARD_FILE)
            .orElseThrow(
                () ->
                    new ActionableException(
                        "Model version %s has no card: it was never before the gate. 'warecast models judge %s' puts it there."
                            .formatted(manifest.version(), manifest.version()))));
    return 0;
  }
}
