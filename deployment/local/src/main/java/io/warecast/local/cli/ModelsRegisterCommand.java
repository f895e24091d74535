package io.warecast.local.cli;

import io.warecast.domain.ActionableException;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.model.ModelManifest;
import io.warecast.scoring.model.ModelBoosters;
import io.warecast.scoring.registry.ModelAdoption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes boosters that were trained elsewhere into the registry. */
@Command(
    name = "register",
    mixinStandardHelpOptions = true,
    description = {
      "Take boosters that were trained elsewhere, such as in Python, into the registry as a candidate.",
      "They must take the features of this code and give ratios to the level of a row's series."
    },
    footer = {
      "",
      "Example:",
      "  warecast models register --name python-1 --mean mean.json --quantiles quantiles.ubj \\",
      "      --levels .025,.5,.975 --trained-to 2026-01-31"
    })
final class ModelsRegisterCommand implements Callable<Integer> {

  private final GlobalOptions global;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "VERSION",
      description = "Of the new version.")
  private String name = "";

  @Option(
      names = "--mean",
      required = true,
      paramLabel = "FILE",
      description = "XGBoost model with one output, in JSON or UBJ.")
  private Path mean = Path.of("");

  @Option(
      names = "--quantiles",
      required = true,
      paramLabel = "FILE",
      description = "XGBoost model with one output a level, in JSON or UBJ.")
  private Path quantiles = Path.of("");

  @Option(
      names = "--levels",
      paramLabel = "LEVELS",
      split = ",",
      defaultValue = "0.025,0.25,0.5,0.75,0.975",
      description = "The levels of the quantiles' outputs. Default: ${DEFAULT-VALUE}.")
  private List<Float> levels = List.of();

  @Option(
      names = "--trained-to",
      required = true,
      paramLabel = "DAY",
      description =
          "The last day (ISO) whose demand the boosters know; the gate asks days after it.")
  private LocalDate trainedTo = LocalDate.EPOCH;

  @Option(
      names = "--lake-snapshot",
      paramLabel = "ID",
      defaultValue = "unknown",
      description = "Of the data that they were trained on. Default: ${DEFAULT-VALUE}.")
  private String lakeSnapshot = "unknown";

  ModelsRegisterCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() {
    ModelManifest manifest =
        new ModelAdoption(name, levels, trainedTo, lakeSnapshot)
            .into(
                LocalModels.of(global.home()).registry(),
                LocalModels.NAME,
                new ModelBoosters(read(mean), read(quantiles)),
                DemandFeatures.SCHEMA);
    System.out.printf(
        "Model version %s is registered as the candidate.%n"
            + "  'warecast models judge %s' puts it before the gate, 'warecast models shadow %s' beside the one in use.%n",
        manifest.version(), manifest.version(), manifest.version());
    return 0;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ActionableException(
          "Cannot read the model file %s (%s): check the path.".formatted(file, e.getMessage()), e);
    }
  }
}
