package io.warecast.pipeline.job;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the daily batch takes; the same options on a cluster and on the command line at home. */
public final class DailyOptions {

  @Option(
      names = "--as-of",
      paramLabel = "DAY",
      description =
          "Origin: the last day (ISO) whose demand the forecasts may know. Default: the last day of the lake.")
  private Optional<LocalDate> asOf = Optional.empty();

  @Option(
      names = "--horizon",
      paramLabel = "DAYS",
      defaultValue = "28",
      description = "Days to forecast, 1 to 366. Default: ${DEFAULT-VALUE}.")
  private int horizon;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Also write the forecasts to this CSV file, sorted, when the run is published.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "demand",
      description = "Name of the model in the registry. Default: ${DEFAULT-VALUE}.")
  private String model = "demand";

  @Option(
      names = "--model-version",
      paramLabel = "VERSION",
      defaultValue = "latest",
      description =
          "Version of the model, or an alias. Default: ${DEFAULT-VALUE}, or the newest that knows no demand after the origin.")
  private String modelVersion = "latest";

  public Optional<LocalDate> asOf() {
    return asOf;
  }

  public int horizon() {
    return horizon;
  }

  public Optional<Path> out() {
    return out;
  }

  public String model() {
    return model;
  }

  public String modelVersion() {
    return modelVersion;
  }
}
