package io.warecast.local.flink;

import io.warecast.domain.ActionableException;
import io.warecast.local.server.Home;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Flink on loopback that jobs of this home run on: in this process, or in JVMs of its own. */
public final class LocalFlink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LocalFlink.class);

  private final Home home;
  private final FlinkMode mode;
  private final AutoCloseable cluster;
  private final URI web;
  private final List<String> jars;

  private LocalFlink(Home home, FlinkMode mode, AutoCloseable cluster, URI web, List<String> jars) {
    this.home = home;
    this.mode = mode;
    this.cluster = cluster;
    this.web = web;
    this.jars = jars;
  }

  /** The cluster of JVMs, which is stopped when this is closed; its jobs run from the job jar. */
  public static LocalFlink on(ClusterProcesses cluster) {
    return new LocalFlink(
        cluster.home(),
        FlinkMode.STREAMING,
        cluster,
        cluster.web(),
        List.of(ClusterFiles.jobJar().toUri().toString()));
  }

  /**
   * Starts one inside this process, as {@code flink-conf} says for the mode.
   *
   * @param port of the web UI and REST interface; 0 is any free port
   */
  public static LocalFlink start(Home home, FlinkMode mode, int port) {
    home.create();
    Path temporary = TemporaryFolder.make(home);
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
      return new LocalFlink(home, mode, () -> stop(cluster, temporary), web, List.of());
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
   * checkpoints, restarts, object reuse, parallelism. In this process jobs may use every class of
   * it, on a cluster those of the job jar.
   */
  public StreamExecutionEnvironment environment(FlinkMode jobMode) {
    return environment(jobMode, Optional.empty());
  }

  /** As {@link #environment(FlinkMode)}, for a job that goes on from a checkpoint or savepoint. */
  public StreamExecutionEnvironment environment(FlinkMode jobMode, Optional<Path> checkpoint) {
    Configuration configuration = jobMode.load();
    LocalOverrides.ofJob(configuration, home);
    configuration.set(DeploymentOptions.TARGET, "remote");
    configuration.set(RestOptions.ADDRESS, web.getHost());
    configuration.set(RestOptions.PORT, web.getPort());
    if (!jars.isEmpty()) {
      configuration.set(PipelineOptions.JARS, jars);
    }
    checkpoint.ifPresent(
        folder ->
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, folder.toUri().toString()));
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

  /** Stops the cluster and what runs on it. */
  @Override
  public void close() {
    try {
      cluster.close();
    } catch (Exception e) {
      LOG.warn("Flink did not stop cleanly", e);
    }
  }

  private static void stop(MiniCluster cluster, Path temporary) throws Exception {
    try {
      cluster.close();
    } finally {
      TemporaryFolder.delete(temporary);
    }
  }
}
