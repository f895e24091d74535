package io.warecast.local.importing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A folder of made-up CSV files and what an importer makes of it. */
final class ImportFixture {

  private final Path folder;
  private final Path rejectFile;

  ImportFixture(Path folder) {
    this.folder = folder;
    this.rejectFile = folder.resolve("kept").resolve("rejects.csv");
  }

  static int day(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }

  ImportFixture with(String file, String... lines) {
    try {
      Files.writeString(folder.resolve(file), String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  ImportFixture withGzipped(String file, String... lines) {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(file)))) {
      out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Path folder() {
    return folder;
  }

  RecordingSink read(Importer importer) {
    return read(importer, 0);
  }

  RecordingSink read(Importer importer, double maxRejects) {
    return RecordingSink.read(importer, folder, rejectFile, maxRejects);
  }

  /** Lines of the reject file after its header. */
  List<String> rejects() {
    try {
      List<String> lines = Files.readAllLines(rejectFile);
      return lines.subList(1, lines.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path rejectFile() {
    return rejectFile;
  }
}
