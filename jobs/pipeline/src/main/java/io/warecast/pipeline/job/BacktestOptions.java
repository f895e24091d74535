package io.warecast.pipeline.job;

import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a backtest takes; the same options on a cluster and on the command line at home. */
public final class BacktestOptions {

  @Option(
      names = "--origins",
      paramLabel = "NUMBER",
      defaultValue = "3",
      description = "Origins, where --from does not say. Default: ${DEFAULT-VALUE}.")
  private int origins = 3;

  @Option(names = "--from", paramLabel = "DAY", description = "The first origin (ISO).")
  private Optional<LocalDate> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "DAY",
      description =
          "No origin comes after it. Default: the last day whose horizon the lake knows whole.")
  private Optional<LocalDate> to = Optional.empty();

  @Option(
      names = "--every",
      paramLabel = "DAYS",
      defaultValue = "28",
      description = "From one origin to the next. Default: ${DEFAULT-VALUE}.")
  private int every = 28;

  @Option(
      names = "--horizon",
      paramLabel = "DAYS",
      defaultValue = "28",
      description = "Days that are forecast from each origin. Default: ${DEFAULT-VALUE}.")
  private int horizon = 28;

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
      description = "Version that is tested, or an alias. Default: ${DEFAULT-VALUE}.")
  private String modelVersion = "latest";

  @Option(
      names = "--against",
      paramLabel = "VERSION",
      description =
          "Version (or alias) that it is held against. Default: the latest, when another is tested.")
  private Optional<String> against = Optional.empty();

  /**
   * For callers within a program.
   *
   * @param from the first origin
   * @param to no origin comes after it
   * @param every days from one origin to the next
   */
  public static BacktestOptions of(
      String model, String version, LocalDate from, LocalDate to, int every, int horizon) {
    BacktestOptions options = new BacktestOptions();
    options.model = model;
    options.modelVersion = version;
    options.from = Optional.of(from);
    options.to = Optional.of(to);
    options.every = every;
    options.horizon = horizon;
    return options;
  }

  public int origins() {
    return origins;
  }

  public Optional<LocalDate> from() {
    return from;
  }

  public Optional<LocalDate> to() {
    return to;
  }

  public int every() {
    return every;
  }

  public int horizon() {
    return horizon;
  }

  public String model() {
    return model;
  }

  public String modelVersion() {
    return modelVersion;
  }

  public Optional<String> against() {
    return against;
  }
}
