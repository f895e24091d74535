package io.warecast.local.server;

import io.warecast.domain.ActionableException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checked-out project, which holds {@code flink-conf} and the launcher. */
public final class ProjectRoot {

  /** System property that the launcher sets. */
  public static final String PROPERTY = "warecast.root";

  private ProjectRoot() {}

  /**
   * The folder named by {@value #PROPERTY}, else the nearest one above the working folder that has
   * {@code flink-conf}.
   */
  public static Path path() {
    String set = System.getProperty(PROPERTY, "");
    if (!set.isEmpty()) {
      return Path.of(set).toAbsolutePath().normalize();
    }
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("flink-conf"))) {
        return folder;
      }
    }
    throw new ActionableException(
        "Cannot find the project: no folder above %s has flink-conf. Start with the ./warecast script, or set -D%s=DIR."
            .formatted(Path.of("").toAbsolutePath(), PROPERTY));
  }
}
