package io.warecast.local.cli;

import io.warecast.domain.ActionableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.FileUtils;
import org.slf4j.LoggerFactory;

/** A folder that a benchmark works in and that is deleted with all it holds. */
record BenchFolder(Path path) implements AutoCloseable {

  static BenchFolder make() {
    try {
      return new BenchFolder(Files.createTempDirectory("warecast-bench-"));
    } catch (IOException e) {
      throw new ActionableException(
          "Cannot write to the folder for temporary files (%s). Free space, or choose another with WARECAST_JVM_OPTS=-Djava.io.tmpdir=DIR."
              .formatted(e),
          e);
    }
  }

  @Override
  public void close() {
    try {
      FileUtils.deleteDirectory(path.toFile());
    } catch (IOException e) {
      LoggerFactory.getLogger(BenchFolder.class).warn("Cannot delete {}", path, e);
    }
  }
}
