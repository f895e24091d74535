package io.warecast.local.cli;

import io.warecast.domain.model.ModelAliases;
import io.warecast.scoring.registry.ModelRegistry;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has a version scored beside the one in use. */
@Command(
    name = "shadow",
    mixinStandardHelpOptions = true,
    description = {
      "Have the running job forecast with another version too at each close of a day, for comparison:",
      "into the table shadow_forecast, served to nobody."
    },
    footer = {
      "",
      "Examples:",
      "  warecast models shadow candidate",
      "  warecast models shadow --off"
    })
final class ModelsShadowCommand implements Callable<Integer> {

  private final GlobalOptions global;

  @ArgGroup(multiplicity = "1")
  private Choice choice = new Choice();

  static final class Choice {
    @Parameters(index = "0", paramLabel = "VERSION", description = "A version, or an alias of one.")
    private @Nullable String version;

    @Option(names = "--off", description = "No version from now on.")
    private boolean off;
  }

  ModelsShadowCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() {
    LocalModels models = LocalModels.of(global.home());
    ModelRegistry registry = models.registry();
    if (choice.off || choice.version == null) {
      registry.change(aliases -> aliases.without(ModelAliases.SHADOW));
      System.out.println("No version is scored beside the one in use.");
      return 0;
    }
    String chosen = models.usable(choice.version).version();
    registry.change(aliases -> aliases.naming(ModelAliases.SHADOW, chosen));
    System.out.printf(
        "Model version %s is the shadow now: the running job forecasts with it too at each close of a day.%n"
            + "  Its forecasts are in the table shadow_forecast, with what came of them in the view shadow_accuracy.%n",
        chosen);
    return 0;
  }
}
