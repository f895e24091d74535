package io.warecast.local.cli;

import io.warecast.domain.ActionableException;
import io.warecast.local.flink.SqlCluster;
import io.warecast.local.server.LocalStack;
import io.warecast.local.sql.SqlCatalogue;
import io.warecast.local.sql.SqlClient;
import io.warecast.local.sql.SqlServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Opens Flink's SQL client on the running stack. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description = {
      "Open Flink's SQL client on the running stack, with every table, function and model declared.",
      "docs/sql.md explains them; flink-conf/sql/examples has questions and their queries."
    },
    footer = {
      "",
      "Examples:",
      "  warecast sql",
      "  warecast sql -f flink-conf/sql/examples/worst_series.sql",
      "  warecast sql --gateway 8083        Flink's SQL gateway, for REST and JDBC"
    })
final class SqlCommand implements Callable<Integer> {

  private final GlobalOptions global;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Run a script instead of opening the prompt.")
  private @Nullable Path file;

  @Option(
      names = "--gateway",
      paramLabel = "PORT",
      description =
          "Run Flink's SQL gateway on this port of 127.0.0.1 instead, until Ctrl-C. Sessions begin with the catalogue.")
  private @Nullable Integer gateway;

  SqlCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() throws Exception {
    if (file != null && !Files.isReadable(file)) {
      throw new ActionableException(
          "--file is %s, which cannot be read: name a script of SQL.".formatted(file));
    }
    if (gateway != null && (gateway < 1 || gateway > 65_535)) {
      throw new ActionableException(
          "--gateway is %d, expected a port, 1 to 65535.".formatted(gateway));
    }
    try (LocalStack stack = RunningStack.of(global)) {
      SqlCluster cluster = new SqlCluster(stack.home(), stack.flinkUri(), stack.isFlinkACluster());
      List<String> catalogue = SqlCatalogue.statements(stack);
      if (gateway == null) {
        return SqlClient.run(cluster, catalogue, Optional.ofNullable(file), Optional.empty());
      }
      try (SqlServer server = SqlServer.start(cluster, gateway, catalogue)) {
        System.out.printf(
            "SQL gateway: http://127.0.0.1:%1$d, jdbc:flink://127.0.0.1:%1$d. Sessions begin with the catalogue, as in %2$s.%n",
            server.port(), SqlCatalogue.write(stack));
        // Until Ctrl-C.
        Thread.currentThread().join();
      }
      return 0;
    }
  }
}
