package io.warecast.local.importing;

import io.warecast.domain.ActionableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * One CSV file: a header, then one row a line (a quoted cell may hold commas, but no line breaks),
 * UTF-8, empty lines passed over.
 */
final class CsvTable {

  private static final int ROWS_BETWEEN_REPORTS = 2_000;
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final List<String> header;
  private final Rejects rejects;
  private final ImportProgress progress;

  private CsvTable(Path file, List<String> header, Rejects rejects, ImportProgress progress) {
    this.file = file;
    this.header = header;
    this.rejects = rejects;
    this.progress = progress;
  }

  static CsvTable open(Path file, Rejects rejects, ImportProgress progress, String... columns) {
    CsvTable table = new CsvTable(file, readHeader(file), rejects, progress);
    for (String column : columns) {
      if (!table.header.contains(column)) {
        throw new ActionableException(
            "%s has no column '%s'. Expected are the columns %s; its first line has: %s."
                .formatted(
                    file.toAbsolutePath(),
                    column,
                    String.join(", ", columns),
                    abbreviated(String.join(", ", table.header))));
      }
    }
    return table;
  }

  /** The file's name without folder, as reject files and messages show it. */
  String name() {
    return String.valueOf(file.getFileName());
  }

  List<String> header() {
    return header;
  }

  /** Index of a column, -1 when there is none. */
  int column(String name) {
    return header.indexOf(name);
  }

  /**
   * Hands over every row, always in the same instance. A row whose width is wrong, or for which
   * {@code use} throws {@link RefusedRowException}, goes to the rejects.
   *
   * @throws ActionableException when too many rows were refused, or the file cannot be read
   */
  void forEach(Consumer<Row> use) {
    progress.started(name(), size());
    try (CountingInputStream bytes = new CountingInputStream(Files.newInputStream(file));
        BufferedReader lines = reader(file, bytes)) {
      lines.readLine();
      readRows(lines, bytes, use);
    } catch (IOException e) {
      throw unreadable(file, e);
    } finally {
      progress.finished();
    }
  }

  private void readRows(BufferedReader lines, CountingInputStream bytes, Consumer<Row> use)
      throws IOException {
    Row row = new Row(header.toArray(new String[0]));
    long refused = 0;
    long rows = 0;
    long number = 1;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      try {
        row.accept(line);
        row.requireWidth();
        use.accept(row);
      } catch (RefusedRowException e) {
        rejects.add(name(), number, e.reason(), line);
        refused++;
      }
      if (++rows % ROWS_BETWEEN_REPORTS == 0) {
        progress.advanced(bytes.count(), rows);
      }
    }
    progress.advanced(bytes.count(), rows);
    rejects.requireFew(name(), refused, rows);
  }

  private long size() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static List<String> readHeader(Path file) {
    try (InputStream bytes = Files.newInputStream(file);
        BufferedReader lines = reader(file, bytes)) {
      String line = lines.readLine();
      if (line == null) {
        throw new ActionableException(
            file.toAbsolutePath() + " is empty. Expected is a first line with column names.");
      }
      Row row = new Row();
      int width = row.accept(line.startsWith("\uFEFF") ? line.substring(1) : line);
      String[] names = new String[width];
      Arrays.setAll(names, row::text);
      return List.of(names);
    } catch (RefusedRowException e) {
      throw new ActionableException(
          "The first line of %s cannot be read: %s.".formatted(file, e.reason()), e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static BufferedReader reader(Path file, InputStream bytes) throws IOException {
    InputStream plain =
        file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, BUFFER) : bytes;
    return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), BUFFER);
  }

  private static ActionableException unreadable(Path file, IOException e) {
    return new ActionableException(
        "%s cannot be read to its end (%s). It may be damaged or cut off: copy it again."
            .formatted(file.toAbsolutePath(), e),
        e);
  }

  private static String abbreviated(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + " ...";
  }
}
