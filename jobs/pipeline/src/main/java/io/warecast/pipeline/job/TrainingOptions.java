package io.warecast.pipeline.job;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a training takes; the same options on a cluster and on the command line at home. */
public final class TrainingOptions {

  @Option(
      names = "--as-of",
      paramLabel = "DAY",
      description =
          "The last day (ISO) whose demand training may know. Default: the last day of the lake.")
  private Optional<LocalDate> asOf = Optional.empty();

  @Option(
      names = "--horizon",
      paramLabel = "DAYS",
      defaultValue = "63",
      description = "Farthest day ahead that the model learns. Default: ${DEFAULT-VALUE}.")
  private int horizon;

  @Option(
      names = "--days",
      paramLabel = "DAYS",
      defaultValue = "730",
      description =
          "How far back the origins lie that rows are drawn at. Default: ${DEFAULT-VALUE}.")
  private int days;

  @Option(
      names = "--rows",
      paramLabel = "ROWS",
      defaultValue = "1200000",
      description =
          "Rows drawn in all, about; 160 bytes each, three times over while training. Default: ${DEFAULT-VALUE}.")
  private int rows;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description =
          "Seed of every random choice; the same seed on the same data gives the same model. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      defaultValue = "PT0S",
      converter = BudgetConverter.class,
      description =
          "How long to search for better parameters on the last weeks, such as 10m; what is found depends on the machine's speed. Default: no search.")
  private Duration budget = Duration.ZERO;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "demand",
      description = "Name of the model in the registry. Default: ${DEFAULT-VALUE}.")
  private String model = "demand";

  @Option(
      names = "--per-warehouse",
      description = {
        "Also train a model for each warehouse from its own series, and use it there where it is better than the model of all on the weeks held back."
      })
  private boolean perWarehouse;

  public Optional<LocalDate> asOf() {
    return asOf;
  }

  public int horizon() {
    return horizon;
  }

  public int days() {
    return days;
  }

  public int rows() {
    return rows;
  }

  public long seed() {
    return seed;
  }

  public Duration budget() {
    return budget;
  }

  /** Whether models of single warehouses are trained too. */
  public boolean isPerWarehouse() {
    return perWarehouse;
  }

  public String model() {
    return model;
  }
}
