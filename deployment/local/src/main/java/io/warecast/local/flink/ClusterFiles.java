package io.warecast.local.flink;

import io.warecast.domain.ActionableException;
import io.warecast.local.server.ProjectRoot;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a cluster is made of, as the build leaves it: Flink's own jars and the jar of our jobs. */
final class ClusterFiles {

  /** System property that the launcher sets: a copy that the next build leaves alone. */
  private static final String PROPERTY = "warecast.cluster";

  private ClusterFiles() {}

  /** The jar with every job. */
  static Path jobJar() {
    Path folder = copy("job", "jobs/dist/target");
    List<Path> jars = list(folder, "warecast-jobs-*.jar");
    if (jars.size() != 1) {
      throw missing("The job jar warecast-jobs-VERSION.jar", folder, "jobs/dist");
    }
    return jars.get(0);
  }

  /** The class path of a process of Flink. */
  static String flinkClassPath() {
    Path folder = copy("flink", "deployment/flink/target/lib");
    if (list(folder, "flink-runtime-*.jar").isEmpty()) {
      throw missing("Flink's own jars", folder, "deployment/flink");
    }
    return folder.resolve("*").toString();
  }

  private static Path copy(String name, String built) {
    String set = System.getProperty(PROPERTY, "");
    return set.isEmpty() ? ProjectRoot.path().resolve(built) : Path.of(set).resolve(name);
  }

  private static List<Path> list(Path folder, String glob) {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
        files.forEach(found::add);
      } catch (IOException e) {
        throw new ActionableException("Cannot read %s (%s).".formatted(folder, e), e);
      }
    }
    return found;
  }

  private static ActionableException missing(String what, Path folder, String module) {
    return new ActionableException(
        "%s must be in %s and is not, or not alone. Build it afresh: mvn clean package -Dmaven.test.skip=true -pl %s -am"
            .formatted(what, folder, module));
  }
}
