package io.warecast.local.sql;

import io.warecast.local.flink.SqlCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Flink's own SQL client and gateway, in a JVM of its own on this process' class path: they end
 * their process when they are done.
 */
public final class SqlProcess {

  private static final String CLIENT = "org.apache.flink.table.client.SqlClient";
  private static final String GATEWAY = "org.apache.flink.table.gateway.SqlGateway";

  private SqlProcess() {}

  /**
   * Runs the client with the catalogue loaded, until it ends.
   *
   * @param script to run; none opens the prompt
   * @param output that its answers go to; the terminal when there is none
   * @return what it exits with
   */
  public static int client(
      SqlCluster cluster, Path catalogue, Optional<Path> script, Optional<Path> output)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("embedded", "-i", catalogue.toString()));
    script.ifPresent(file -> arguments.addAll(List.of("-f", file.toString())));
    arguments.addAll(options(cluster));
    return run(cluster, CLIENT, arguments, output);
  }

  /**
   * Runs the gateway until it is stopped.
   *
   * @param port of its REST interface, on loopback
   */
  public static int gateway(SqlCluster cluster, int port) throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-Dsql-gateway.endpoint.rest.address=127.0.0.1",
                "-Dsql-gateway.endpoint.rest.bind-address=127.0.0.1",
                "-Dsql-gateway.endpoint.rest.port=" + port));
    arguments.addAll(options(cluster));
    return run(cluster, GATEWAY, arguments, Optional.empty());
  }

  private static List<String> options(SqlCluster cluster) {
    List<String> options = new ArrayList<>();
    cluster.settings().forEach((key, value) -> options.add("-D" + key + "=" + value));
    return options;
  }

  private static int run(
      SqlCluster cluster, String main, List<String> arguments, Optional<Path> output)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(cluster.jvmOptions("sql-" + main.substring(main.lastIndexOf('.') + 1)));
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line).inheritIO();
    output.ifPresent(file -> builder.redirectOutput(file.toFile()));
    builder.environment().put("FLINK_CONF_DIR", cluster.configuration().toString());
    Process process = builder.start();
    try {
      return process.waitFor();
    } finally {
      process.destroy();
    }
  }
}
