package io.warecast.local.importing;

import io.warecast.domain.ActionableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The CSV files of one data set, plain ({@code x.csv}) or gzipped ({@code x.csv.gz}). */
final class CsvFolder {

  private final Path folder;
  private final Rejects rejects;
  private final ImportProgress progress;

  /**
   * @throws ActionableException when {@code folder} is not a folder
   */
  CsvFolder(Path folder, Rejects rejects, ImportProgress progress) {
    if (!Files.isDirectory(folder)) {
      throw new ActionableException(
          "%s is not a folder. Give the folder that holds the data set's CSV files."
              .formatted(folder.toAbsolutePath()));
    }
    this.folder = folder;
    this.rejects = rejects;
    this.progress = progress;
  }

  /**
   * A file that must be there.
   *
   * @param columns that it must have, in any order; it may have others
   * @throws ActionableException when the file or a column is missing
   */
  CsvTable table(String name, String... columns) {
    return optionalTable(name, columns)
        .orElseThrow(
            () ->
                new ActionableException(
                    "%s has neither %s nor %s.gz. Expected is a CSV file with the columns %s."
                        .formatted(
                            folder.toAbsolutePath(), name, name, String.join(", ", columns))));
  }

  /** A file that may be missing; when it is there it must have {@code columns}. */
  Optional<CsvTable> optionalTable(String name, String... columns) {
    for (String candidate : new String[] {name, name + ".gz"}) {
      Path file = folder.resolve(candidate);
      if (Files.isRegularFile(file)) {
        return Optional.of(CsvTable.open(file, rejects, progress, columns));
      }
    }
    return Optional.empty();
  }
}
