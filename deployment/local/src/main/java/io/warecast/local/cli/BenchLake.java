package io.warecast.local.cli;

import io.warecast.local.sample.SamplePlan;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The lake that a benchmark of forecasts works on: one that is there, or one that is generated. */
final class BenchLake {

  private static final LocalDate SAMPLE_END = LocalDate.of(2026, 6, 30);
  private static final int SAMPLE_WAREHOUSES = 3;
  private static final int SAMPLE_ITEMS = 200;
  private static final int QUICK_ITEMS = 12;
  private static final int SAMPLE_DAYS = 800;

  @Option(
      names = "--data",
      paramLabel = "URI",
      description = "A lake to work on; nothing in it is changed. Default: a generated one.")
  private Optional<String> data = Optional.empty();

  @Option(
      names = "--warehouses",
      paramLabel = "N",
      description = "How many warehouses of the lake. Default: ${DEFAULT-VALUE}.",
      defaultValue = "3")
  private int warehouses = SAMPLE_WAREHOUSES;

  /** How many of its warehouses are used, the first by id. */
  int warehouses() {
    return warehouses;
  }

  /**
   * URI of the lake, which is generated first when none was given.
   *
   * @param folder for a generated one; does not exist yet
   * @param quick whether a generated one is to be small
   * @param quickDays of a small one
   */
  String uri(Path folder, boolean quick, int quickDays) {
    if (data.isPresent()) {
      return data.get();
    }
    SamplePlan plan =
        new SamplePlan(
            1,
            SAMPLE_WAREHOUSES,
            quick ? QUICK_ITEMS : SAMPLE_ITEMS,
            quick ? quickDays : SAMPLE_DAYS,
            SAMPLE_END);
    String uri = folder.toUri().toString();
    SampleLake.write(plan, 1, uri, true);
    return uri;
  }
}
