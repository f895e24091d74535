package io.warecast.local.flink;

import io.warecast.domain.ActionableException;
import io.warecast.local.server.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.FileUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder for one process each, so that several commands can run Flink in one home. */
final class TemporaryFolder {

  private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);

  private TemporaryFolder() {}

  static Path make(Home home) {
    Path all = home.flink().resolve("tmp");
    try {
      Files.createDirectories(all);
      deleteAbandoned(all);
      return Files.createTempDirectory(all, ProcessHandle.current().pid() + "-");
    } catch (IOException e) {
      throw new ActionableException(
          "Cannot write to Flink's temporary folder %s (%s). Free space or mend its rights."
              .formatted(all, e),
          e);
    }
  }

  static void delete(Path folder) {
    try {
      FileUtils.deleteDirectory(folder.toFile());
    } catch (IOException e) {
      LOG.warn("Cannot delete {}", folder, e);
    }
  }

  private static void deleteAbandoned(Path all) throws IOException {
    try (var folders = Files.newDirectoryStream(all, "[0-9]*-*")) {
      for (Path folder : folders) {
        String name = folder.getFileName().toString();
        long pid = Long.parseLong(name.substring(0, name.indexOf('-')));
        if (ProcessHandle.of(pid).isEmpty()) {
          FileUtils.deleteDirectory(folder.toFile());
        }
      }
    }
  }
}
