package io.warecast.local.importing;

import io.warecast.domain.ActionableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** The rows that an import refused: counted, and kept in a file that is made with the first. */
final class Rejects implements AutoCloseable {

  private final Path file;
  private final double maxShare;
  private @Nullable CSVPrinter printer;
  private long count;
  private String first = "";

  /**
   * @param file CSV file to make when there is a row to keep: file, line, reason, row
   * @param maxShare share of a file's rows, 0 to 1, above which {@link #requireFew} fails
   */
  Rejects(Path file, double maxShare) {
    this.file = file;
    this.maxShare = maxShare;
  }

  void add(String source, long line, String reason, String row) {
    if (count++ == 0) {
      first = "%s, line %,d: %s".formatted(source, line, reason);
    }
    try {
      if (printer == null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        printer = new CSVPrinter(Files.newBufferedWriter(file), CSVFormat.DEFAULT);
        printer.printRecord("file", "line", "reason", "row");
      }
      printer.printRecord(source, line, reason, row);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * Checks one file after its last row.
   *
   * @throws ActionableException when more than the allowed share of its rows was refused
   */
  void requireFew(String source, long refused, long rows) {
    if (refused <= maxShare * rows) {
      return;
    }
    close();
    throw new ActionableException(
        String.format(
            Locale.ROOT,
            "The import was stopped and nothing was changed: %,d of %,d rows of %s were refused"
                + " (%.2f %%, allowed are %.2f %%). First refused row: %s. All of them with their"
                + " reasons are in %s. Mend these rows, or allow more with --max-rejects.",
            refused,
            rows,
            source,
            100.0 * refused / rows,
            100 * maxShare,
            first,
            file));
  }

  long count() {
    return count;
  }

  /** Where the refused rows are; empty when there are none. */
  Optional<Path> kept() {
    return count == 0 ? Optional.empty() : Optional.of(file);
  }

  @Override
  public void close() {
    try {
      if (printer != null) {
        printer.close(true);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private ActionableException unwritable(IOException e) {
    return new ActionableException(
        "Refused rows cannot be kept in %s (%s). Make its folder writable, with room on its disk."
            .formatted(file, e),
        e);
  }
}
