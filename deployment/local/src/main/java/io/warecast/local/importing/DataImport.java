package io.warecast.local.importing;

import io.warecast.pipeline.connector.lake.LakeImport;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Replaces a lake's data sets by what the files of a folder say, wholly or not at all. */
public final class DataImport {

  private final Importer importer;

  private DataImport(Importer importer) {
    this.importer = importer;
  }

  /** Files of the M5 competition. */
  public static DataImport m5() {
    return new DataImport(new M5Importer());
  }

  /** Files of the Rohlik orders competition. */
  public static DataImport rohlik() {
    return new DataImport(new RohlikImporter());
  }

  /** Plain CSV files as {@code docs/data-formats.md} describes them. */
  public static DataImport csv(MissingDays missingDays) {
    return new DataImport(new CsvImporter(missingDays));
  }

  /**
   * Imports the files.
   *
   * @param from folder with the files
   * @param lakeUri root of the lake
   * @param rejectFolder where refused rows are kept
   * @param maxRejects share of a file's rows, 0 to 1, that may be refused
   * @throws io.warecast.domain.ActionableException when a file or column is missing or too many
   *     rows were refused; the lake is then as it was
   */
  public ImportSummary run(
      Path from, String lakeUri, Path rejectFolder, double maxRejects, ImportProgress progress) {
    try (Rejects rejects = new Rejects(rejectFile(rejectFolder), maxRejects)) {
      CsvFolder files = new CsvFolder(from, rejects, progress);
      try (LakeImport lake = LakeImport.into(lakeUri)) {
        importer.read(files, new LakeSink(lake));
        return new ImportSummary(lake.commit(), rejects.count(), rejects.kept());
      }
    }
  }

  private Path rejectFile(Path folder) {
    String time =
        LocalDateTime.now(ZoneOffset.UTC)
            .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT));
    return folder.resolve("%s-%s.csv".formatted(importer.name(), time));
  }
}
