package io.warecast.local.sql;

import io.warecast.local.flink.SqlCluster;
import io.warecast.local.server.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.utils.Signals;

/** Flink's own SQL client, in a JVM of its own, since it ends its process when it is done. */
public final class SqlClient {

  private static final String INTERRUPT = "INT";
  private static final String MAIN = "org.apache.flink.table.client.SqlClient";

  private SqlClient() {}

  /**
   * Runs the client on a gateway in this process, with the catalogue loaded, until it ends.
   *
   * @param catalogue statements that the session begins with
   * @param script to run; none opens the prompt
   * @param output that its answers go to; the terminal when there is none
   * @return what it exits with
   */
  public static int run(
      SqlCluster cluster, List<String> catalogue, Optional<Path> script, Optional<Path> output)
      throws IOException, InterruptedException {
    try (SqlServer gateway = SqlServer.start(cluster, Ports.free(), catalogue)) {
      List<String> line = new ArrayList<>();
      line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      line.addAll(cluster.jvmOptions("sql-client"));
      line.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
      line.addAll(List.of("gateway", "-e", "127.0.0.1:" + gateway.port()));
      script.ifPresent(file -> line.addAll(List.of("-f", file.toAbsolutePath().toString())));
      ProcessBuilder builder = new ProcessBuilder(line).inheritIO();
      output.ifPresent(file -> builder.redirectOutput(file.toFile()));
      // Its sessions begin with its own configuration, not with that of the gateway.
      builder.environment().put("FLINK_CONF_DIR", configured(cluster).toString());
      Process process = builder.start();
      // Ctrl-C goes to both processes. It is the client's, to cancel a query: this one would end,
      // and the gateway with it.
      Object before = Signals.register(INTERRUPT, () -> {});
      try {
        return process.waitFor();
      } finally {
        process.destroy();
        Signals.unregister(INTERRUPT, before);
      }
    }
  }

  private static Path configured(SqlCluster cluster) throws IOException {
    Path folder = Files.createDirectories(SqlCatalogue.folder(cluster.home()).resolve("conf"));
    StringBuilder yaml = new StringBuilder();
    cluster
        .configuration()
        .toMap()
        .forEach(
            (key, value) ->
                yaml.append(key).append(": '").append(value.replace("'", "''")).append("'\n"));
    Files.writeString(folder.resolve("config.yaml"), yaml);
    return folder;
  }
}
