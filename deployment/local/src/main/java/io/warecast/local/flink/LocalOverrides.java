package io.warecast.local.flink;

import io.warecast.local.server.Home;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/**
 * What must differ from {@code flink-conf} when Flink shares a process or a machine with others.
 */
final class LocalOverrides {

  private LocalOverrides() {}

  /** Task slots: a core each, and in streaming as many again for a batch beside it. */
  static int slots(FlinkMode mode) {
    return mode == FlinkMode.STREAMING ? 2 * cores() : cores();
  }

  static void ofCluster(Configuration to, FlinkMode mode, Home home, Path temporary, int port) {
    ofJob(to, home);
    rest(to, port);
    // Any free port: one process needs none of a known number.
    to.set(JobManagerOptions.PORT, 0);
    to.set(TaskManagerOptions.NUM_TASK_SLOTS, slots(mode));
    ownMemory(to, mode);
    folders(to, temporary);
    // A job's counters come with heartbeats, by default every 10 s: too seldom for its progress.
    to.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(1));
    String log = System.getProperty("log.file", "");
    if (!log.isEmpty()) {
      to.set(WebOptions.LOG_PATH, log);
    }
  }

  /** Of a JobManager in a JVM of its own. */
  static void ofJobManager(Configuration to, int port) {
    rest(to, port);
    to.set(JobManagerOptions.TOTAL_PROCESS_MEMORY, MemorySize.ofMebiBytes(1024));
    // A job that needs half of the slots uses both TaskManagers.
    to.set(
        TaskManagerOptions.TASK_MANAGER_LOAD_BALANCE_MODE,
        TaskManagerOptions.TaskManagerLoadBalanceMode.SLOTS);
    // A killed TaskManager comes back under its name, and only then do heartbeats to the former
    // fail: counted against the new one, they would have all that runs on it fail once more.
    to.set(HeartbeatManagerOptions.HEARTBEAT_RPC_FAILURE_THRESHOLD, -1);
  }

  /**
   * Of a TaskManager in a JVM of its own, one of several.
   *
   * @param name stays its own over restarts: the JobManager then knows at once that the former is
   *     gone, and finds the local copy of its state
   */
  static void ofTaskManager(Configuration to, String name) {
    to.set(TaskManagerOptions.TASK_MANAGER_RESOURCE_ID, name);
    to.set(TaskManagerOptions.NUM_TASK_SLOTS, cores());
    to.set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, MemorySize.ofMebiBytes(2816));
    to.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
    to.set(TaskManagerOptions.TASK_OFF_HEAP_MEMORY, MemorySize.ofMebiBytes(256));
    network(to);
  }

  /** Where everything goes that need not outlive the process. */
  static void folders(Configuration to, Path temporary) {
    to.set(CoreOptions.TMP_DIRS, temporary.toString());
    to.set(WebOptions.TMP_DIR, temporary.toString());
    to.set(BlobServerOptions.STORAGE_DIRECTORY, temporary.toString());
    to.set(ClusterOptions.PROCESS_WORKING_DIR_BASE, temporary.toString());
  }

  static void ofJob(Configuration to, Home home) {
    to.set(CoreOptions.DEFAULT_PARALLELISM, cores());
    to.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        home.flink().resolve("checkpoints").toUri().toString());
    to.set(
        CheckpointingOptions.SAVEPOINT_DIRECTORY,
        home.flink().resolve("savepoints").toUri().toString());
  }

  /** The heap is this process's own (-Xmx); what is left to size are the pools outside it. */
  private static void ownMemory(Configuration to, FlinkMode mode) {
    to.removeConfig(JobManagerOptions.TOTAL_PROCESS_MEMORY);
    to.removeConfig(TaskManagerOptions.TOTAL_PROCESS_MEMORY);
    to.removeConfig(TaskManagerOptions.TASK_OFF_HEAP_MEMORY);
    to.removeConfig(TaskManagerOptions.MANAGED_MEMORY_FRACTION);
    to.set(
        TaskManagerOptions.MANAGED_MEMORY_SIZE,
        MemorySize.ofMebiBytes(mode == FlinkMode.STREAMING ? 512 : 0));
    network(to);
  }

  private static void rest(Configuration to, int port) {
    to.set(RestOptions.PORT, port);
    to.set(RestOptions.BIND_PORT, Integer.toString(port));
    to.set(RestOptions.ADDRESS, "127.0.0.1");
    to.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
  }

  private static void network(Configuration to) {
    MemorySize network = MemorySize.ofMebiBytes(128);
    to.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
    to.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }
}
