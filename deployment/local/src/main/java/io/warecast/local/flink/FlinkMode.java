package io.warecast.local.flink;

import io.warecast.domain.ActionableException;
import io.warecast.local.server.ProjectRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/** Which of the project's Flink configurations applies. */
public enum FlinkMode {
  STREAMING,
  BATCH;

  /** The folder that a cluster uses as FLINK_CONF_DIR. */
  Path folder() {
    return ProjectRoot.path().resolve("flink-conf").resolve(name().toLowerCase(Locale.ROOT));
  }

  /** A file of the logging that belongs to Flink's configuration. */
  static Path logging(String file) {
    return ProjectRoot.path().resolve("flink-conf/logging").resolve(file);
  }

  Configuration load() {
    Path file = folder().resolve("config.yaml");
    if (!Files.isReadable(file)) {
      throw new ActionableException("Cannot read Flink's configuration " + file + ".");
    }
    return GlobalConfiguration.loadConfiguration(folder().toString());
  }
}
