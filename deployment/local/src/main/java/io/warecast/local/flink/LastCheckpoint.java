package io.warecast.local.flink;

import io.warecast.local.server.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** The newest whole checkpoint or savepoint of a home's continuous job. */
final class LastCheckpoint {

  private static final String METADATA = "_metadata";

  /** Where Flink keeps them: {@code checkpoints/JOB/chk-N/_metadata}, {@code savepoints/...}. */
  private static final int DEPTH = 4;

  private LastCheckpoint() {}

  /** The folder of the one that was ended last. */
  static Optional<Path> in(Home home) {
    try (Stream<Path> files = Files.walk(home.flink(), DEPTH)) {
      return files
          .filter(file -> file.endsWith(METADATA))
          .max(Comparator.comparing(LastCheckpoint::time))
          .map(Path::getParent);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + home.flink(), e);
    }
  }

  /** Removes them all: what they hold belongs to data that is not there any more. */
  static void forgetAll(Home home) throws IOException {
    FileUtils.deleteDirectory(home.flink().resolve("checkpoints").toFile());
    FileUtils.deleteDirectory(home.flink().resolve("savepoints").toFile());
  }

  private static long time(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException removedMeanwhile) {
      return 0;
    }
  }
}
