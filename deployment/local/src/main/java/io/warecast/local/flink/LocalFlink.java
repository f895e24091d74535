package io.warecast.local.flink;

import io.warecast.domain.ActionableException;
import io.warecast.local.server.Home;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Flink cluster inside this process, with its web UI on loopback. */
public final class LocalFlink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LocalFlink.class);

  private final Home home;
  private final FlinkMode mode;
  private final MiniCluster cluster;
  private final Path temporary;
  private final URI web;

  private LocalFlink(Home home, FlinkMode mode, MiniCluster cluster, Path temporary, URI web) {
    this.home = home;
    this.mode = mode;
    this.cluster = cluster;
    this.temporary = temporary;
    this.web = web;
  }

  /**
   * Starts a cluster as {@code flink-conf} says for the mode.
   *
   * @param port of the web UI and REST interface; 0 is any free port
   */
  public static LocalFlink start(Home home, FlinkMode mode, int port) {
    home.create();
    Path temporary = TemporaryFolders.make(home);
    Configuration configuration = mode.load();
    LocalOverrides.ofCluster(configuration, mode, home, temporary, port);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(LocalOverrides.slots(mode))
                .build());
    try {
      cluster.start();
      URI web = cluster.getRestAddress().get(60, TimeUnit.SECONDS);
      LOG.info("Flink's web UI is at {}", web);
      return new LocalFlink(home, mode, cluster, temporary, web);
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      var unused = cluster.closeAsync();
      throw new ActionableException(
          "Flink did not start on port %d (%s). %s says more; another port is chosen with --flink-port PORT."
              .formatted(port, e.getMessage(), home.logs()),
          e);
    }
  }

  /** An environment of this cluster's own mode, see {@link #environment(FlinkMode)}. */
  public StreamExecutionEnvironment environment() {
    return environment(mode);
  }

  /**
   * An environment whose jobs run on this cluster with the job settings of a mode: state backend,
   * checkpoints, restarts, object reuse, parallelism. Jobs may use every class of this process.
   */
  public StreamExecutionEnvironment environment(FlinkMode jobMode) {
    Configuration configuration = jobMode.load();
    LocalOverrides.ofJob(configuration, home);
    configuration.set(DeploymentOptions.TARGET, "remote");
    configuration.set(RestOptions.ADDRESS, web.getHost());
    configuration.set(RestOptions.PORT, web.getPort());
    // Its static factory would start another cluster of its own.
    return new StreamExecutionEnvironment(configuration);
  }

  /** Where the web UI answers. */
  public String webUrl() {
    return web.toString();
  }

  /** Port of the web UI and REST interface. */
  public int port() {
    return web.getPort();
  }

  /** Cancels what runs and stops the cluster. */
  @Override
  public void close() {
    try {
      cluster.close();
    } catch (Exception e) {
      LOG.warn("Flink did not stop cleanly", e);
    }
    try {
      FileUtils.deleteDirectory(temporary.toFile());
    } catch (IOException e) {
      LOG.warn("Cannot delete {}", temporary, e);
    }
  }

  /** Folders for one process each, so that several commands can run Flink in one home. */
  private static final class TemporaryFolders {

    private TemporaryFolders() {}

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
}
