package io.warecast.local.server;

import io.warecast.domain.ActionableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.FileUtils;

/** One PostgreSQL server with a database named {@value #DATABASE}, on loopback, with a password. */
final class PostgresServer {

  static final String DATABASE = "warecast";
  static final String USER = "warecast";

  static final String SECRET = "postgres-password";

  /** The account of people who read; what it may read comes with the schema. */
  static final String READER = "analyst";

  private static final String READER_SECRET = "postgres-analyst-password";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private PostgresServer() {}

  static Postgres access(Home home, int port) {
    return new Postgres(
        "jdbc:postgresql://127.0.0.1:%d/%s?reWriteBatchedInserts=true".formatted(port, DATABASE),
        USER,
        Secrets.get(home, SECRET));
  }

  static Postgres readerAccess(Home home, int port) {
    return new Postgres(access(home, port).jdbcUrl(), READER, Secrets.get(home, READER_SECRET));
  }

  /** Starts the server; {@link #awaitReady} must follow. */
  static Child start(Home home, int port) throws IOException, InterruptedException {
    Path programs = PostgresBinaries.unpack(home).resolve("bin");
    List<String> asUser = unprivileged();
    Path data = data(home);
    if (!Files.exists(data)) {
      initialize(home, asUser, programs, data);
    }
    List<String> command = new ArrayList<>(asUser);
    command.add(programs.resolve("postgres").toString());
    command.addAll(List.of("-D", data.toString()));
    for (String setting :
        List.of(
            "listen_addresses=127.0.0.1",
            "port=" + port,
            "unix_socket_directories=",
            "timezone=UTC",
            "log_timezone=UTC",
            "shared_buffers=128MB",
            "max_wal_size=2GB",
            "log_line_prefix=%m [%p] ")) {
      command.addAll(List.of("-c", setting));
    }
    return Child.start(Service.POSTGRES, command, home.logs().resolve("postgres.log"));
  }

  /** Waits until the server answers, and makes database and reader when they are missing. */
  static void awaitReady(Child child, Home home, int port)
      throws InterruptedException, SQLException {
    Postgres maintenance =
        new Postgres(
            "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port),
            USER,
            Secrets.get(home, SECRET));
    child.awaitReady(() -> connect(maintenance).close(), LIMIT);
    try (Connection connection = connect(maintenance);
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
      if (!found.next()) {
        statement.execute("CREATE DATABASE " + DATABASE);
      }
      statement.execute(
          """
          DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'warecast_reader') THEN
              CREATE ROLE warecast_reader NOLOGIN;
            END IF;
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
              CREATE ROLE %1$s LOGIN IN ROLE warecast_reader;
            END IF;
            ALTER ROLE %1$s PASSWORD '%2$s';
          END $$"""
              .formatted(READER, Secrets.get(home, READER_SECRET)));
    }
  }

  static Path data(Home home) {
    return home.data().resolve("postgres");
  }

  private static Connection connect(Postgres at) throws SQLException {
    return DriverManager.getConnection(at.jdbcUrl(), at.user(), at.password());
  }

  /** Initializes beside the final place, so that an interrupted start leaves no half of it. */
  private static void initialize(Home home, List<String> asUser, Path programs, Path data)
      throws IOException, InterruptedException {
    Path next = data.resolveSibling("postgres.next");
    FileUtils.deleteDirectory(next.toFile());
    Secrets.get(home, SECRET);
    List<String> command = new ArrayList<>(asUser);
    command.add(programs.resolve("initdb").toString());
    command.addAll(
        List.of(
            "--pgdata=" + next,
            "--username=" + USER,
            "--pwfile=" + Secrets.file(home, SECRET),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--no-locale"));
    Path log = home.logs().resolve("postgres-init.log");
    int code =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    if (code != 0) {
      throw new ActionableException(
          "PostgreSQL could not be initialized in %s (code %d):%n%s"
              .formatted(next, code, Files.readString(log)));
    }
    Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
  }

  /** PostgreSQL refuses root; a user namespace of its own makes it somebody else. */
  private static List<String> unprivileged() throws IOException, InterruptedException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    List<String> unshare = List.of("unshare", "-U");
    try {
      Process trial = new ProcessBuilder("unshare", "-U", "id", "-u").start();
      String user =
          new String(trial.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (trial.waitFor() == 0 && !user.equals("0")) {
        return unshare;
      }
    } catch (IOException e) {
      // said below
    }
    throw new ActionableException(
        "PostgreSQL does not run as root, and this system lets root make no user namespace (unshare -U). Start as an ordinary user, or allow user namespaces to this container.");
  }
}
