package io.warecast.local.flink;

import io.warecast.local.server.Home;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;

/**
 * The Flink that SQL runs on, as its client is told.
 *
 * @param web REST interface of the JobManager
 * @param isCluster whether its processes need the job jar, instead of having its classes
 */
public record SqlCluster(Home home, URI web, boolean isCluster) {

  private Map<String, String> settings() {
    Configuration overrides = new Configuration();
    LocalOverrides.ofJob(overrides, home);
    Map<String, String> settings = new LinkedHashMap<>(overrides.toMap());
    settings.put("execution.target", "remote");
    settings.put("rest.address", web.getHost());
    settings.put("rest.port", Integer.toString(web.getPort()));
    // The other slots are the continuous job's.
    settings.put("parallelism.default", "1");
    // Else a query that fails would be tried again for ever instead of telling why.
    settings.put("restart-strategy.type", "none");
    if (isCluster) {
      settings.put("pipeline.jars", ClusterFiles.jobJar().toUri().toString());
    }
    return settings;
  }

  /** All of Flink's options. */
  public Configuration configuration() {
    Configuration configuration = FlinkMode.STREAMING.load();
    settings().forEach(configuration::setString);
    return configuration;
  }

  /** JVM options of the client. */
  public List<String> jvmOptions(String name) {
    String opens = FlinkMode.STREAMING.load().get(CoreOptions.FLINK_JVM_OPTIONS);
    return Stream.concat(
            Arrays.stream(opens.split("\\s+")).filter(word -> !word.isEmpty()),
            Stream.of(
                "-Xmx768m",
                // It is over before the second compiler pays, and the cores have other work.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // Scripts have no terminal, which is no reason for a warning.
                "-Dorg.jline.terminal.dumb=true",
                "-Dlog.file=" + home.logs().resolve(name.toLowerCase(Locale.ROOT) + ".log"),
                "-Dlog4j2.configurationFile=" + FlinkMode.logging("log4j-local.properties")))
        .toList();
  }
}
