package io.warecast.local.cli;

import io.warecast.domain.ActionableException;
import io.warecast.local.sample.SamplePlan;
import io.warecast.pipeline.connector.lake.LakeSummary;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code warecast generate}: replaces the lake's data by sample data. */
@Command(
    name = "generate",
    description = "Replace the lake's data by sample data: the same options give the same data.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class GenerateCommand implements Callable<Integer> {

  @Option(names = "--seed", defaultValue = "1", description = "What the data is drawn from.")
  private long seed = 1;

  @Option(names = "--warehouses", defaultValue = "4", description = "Number of warehouses.")
  private int warehouses = 4;

  @Option(names = "--items", defaultValue = "48", description = "Number of items.")
  private int items = 48;

  @Option(names = "--days", defaultValue = "800", description = "Days of demand.")
  private int days = 800;

  @Option(
      names = "--end",
      paramLabel = "DATE",
      description = "Last day of demand, such as 2026-01-31; yesterday when not given.")
  private @Nullable LocalDate end;

  @Option(
      names = "--order-days",
      defaultValue = "28",
      description = "Days up to the end whose single orders are kept, too.")
  private int orderDays = 28;

  @Mixin private LakeOption lake = new LakeOption();

  @Option(names = "--quiet", description = "Show no progress.")
  private boolean quiet;

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    LocalDate last = end == null ? SamplePlan.lastClosedDay(Instant.now()) : end;
    SamplePlan plan = new SamplePlan(seed, warehouses, items, days, last);
    if (orderDays < 0 || orderDays > days) {
      throw new ActionableException(
          "--order-days is %d, expected 0 to %d (--days).".formatted(orderDays, days));
    }
    LakeSummary summary = SampleLake.write(plan, orderDays, lake.uri(), quiet);
    PrintWriter out = command.commandLine().getOut();
    out.printf("Generated into %s%n", lake.uri());
    SummaryTable.print(out, summary);
    out.flush();
    return 0;
  }
}
