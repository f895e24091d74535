package io.warecast.local.cli;

import io.warecast.local.importing.DataImport;
import io.warecast.local.importing.ImportProgress;
import io.warecast.local.importing.ImportSummary;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every import takes, and how it is run and reported. */
final class ImportOptions {

  @Option(
      names = "--from",
      required = true,
      paramLabel = "DIR",
      description = "Folder with the CSV files, plain or gzipped.")
  private Path from = Path.of("");

  @Mixin private LakeOption lake = new LakeOption();

  @Option(
      names = "--max-rejects",
      paramLabel = "SHARE",
      defaultValue = "0.01",
      description = "Share of a file's rows, 0 to 1, that may be refused before the import stops.")
  private double maxRejects = 0.01;

  @Option(names = "--quiet", description = "Show no progress.")
  private boolean quiet;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  int run(DataImport dataImport) {
    if (!(maxRejects >= 0 && maxRejects <= 1)) {
      throw new ParameterException(
          command.commandLine(), "--max-rejects is " + maxRejects + ", expected 0 to 1.");
    }
    ImportProgress progress = quiet ? ImportProgress.SILENT : new ProgressBars();
    ImportSummary summary =
        dataImport.run(from, lake.uri(), lake.rejectFolder(), maxRejects, progress);
    PrintWriter out = command.commandLine().getOut();
    out.printf("Imported into %s%n", lake.uri());
    SummaryTable.print(out, summary.lake());
    out.printf(SummaryTable.COUNT, "refused rows", summary.rejects());
    summary.rejectFile().ifPresent(file -> out.printf("  kept in %s%n", file));
    out.flush();
    return 0;
  }
}
