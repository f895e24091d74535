package io.warecast.local.flink;

import io.warecast.local.server.Home;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * The command lines of a cluster's processes. They do what Flink's shell scripts do: size the JVM
 * from the configuration, and hand on what the configuration file does not say.
 *
 * @param restPort of the web UI and REST interface
 * @param rpcPort where TaskManagers find the JobManager
 */
record ClusterCommands(Home home, FlinkMode mode, Path temporary, int restPort, int rpcPort) {

  List<String> jobManager() {
    Configuration overrides = overrides("jobmanager");
    LocalOverrides.ofJobManager(overrides, restPort);
    Configuration all = with(overrides);
    JobManagerProcessSpec memory = JobManagerProcessUtils.processSpecFromConfig(all);
    return command(
        "jobmanager",
        JobManagerProcessUtils.generateJvmParametersStr(memory, all),
        all,
        StandaloneSessionClusterEntrypoint.class,
        JobManagerProcessUtils.generateDynamicConfigsStr(memory),
        overrides);
  }

  List<String> taskManager(String name) {
    Configuration overrides = overrides(name);
    LocalOverrides.ofTaskManager(overrides, name);
    Configuration all = with(overrides);
    TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(all);
    return command(
        name,
        ProcessMemoryUtils.generateJvmParametersStr(memory),
        all,
        TaskManagerRunner.class,
        TaskExecutorProcessUtils.generateDynamicConfigsStr(memory),
        overrides);
  }

  Path log(String name) {
    return home.logs().resolve("flink-" + name + ".log");
  }

  private Configuration overrides(String name) {
    Configuration overrides = new Configuration();
    LocalOverrides.ofJob(overrides, home);
    overrides.set(JobManagerOptions.PORT, rpcPort);
    LocalOverrides.folders(overrides, temporary.resolve(name));
    return overrides;
  }

  private Configuration with(Configuration overrides) {
    Configuration all = mode.load();
    all.addAll(overrides);
    return all;
  }

  private List<String> command(
      String name,
      String jvmParameters,
      Configuration all,
      Class<?> main,
      String dynamicConfigs,
      Configuration overrides) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(words(jvmParameters));
    line.addAll(words(all.get(CoreOptions.FLINK_JVM_OPTIONS)));
    line.add("-Dlog.file=" + log(name));
    line.add("-Dlog4j2.configurationFile=" + FlinkMode.logging("log4j-local.properties"));
    // Native libraries are unpacked here, and a killed process cannot delete its own.
    line.add("-Djava.io.tmpdir=" + temporary);
    line.addAll(List.of("-cp", ClusterFiles.flinkClassPath(), main.getName()));
    line.addAll(List.of("--configDir", mode.folder().toString()));
    line.addAll(words(dynamicConfigs));
    for (Map.Entry<String, String> override : overrides.toMap().entrySet()) {
      line.addAll(List.of("-D", override.getKey() + "=" + override.getValue()));
    }
    return line;
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}
