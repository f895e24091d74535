package io.warecast.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warecast.local.server.LocalStack;
import io.warecast.local.server.Postgres;
import io.warecast.local.server.ProjectRoot;
import io.warecast.local.server.Redis;
import io.warecast.local.server.Service;
import io.warecast.local.server.StackFile;
import io.warecast.local.server.StackState;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;

/**
 * {@code daily} in a process of its own, killed where a lock of the test's holds it up, so that the
 * moment does not depend on how fast the machine is.
 */
@Timeout(120)
class KilledRunIT {

  private static SmallHome home;

  @BeforeAll
  static void publishARun() throws IOException {
    home = SmallHome.trained();
    home.done("daily", "--horizon", "14");
  }

  @Test
  void killedWithEverythingStaged() throws Exception {
    // The audit wants to write into the row of its run.
    killed("running", "SELECT run_id FROM forecast_run WHERE status = 'running' FOR UPDATE");
  }

  @Test
  void killedWhilePublishing() throws Exception {
    // Publication marks the earlier run as superseded.
    killed("staged", "SELECT run_id FROM forecast_run WHERE status = 'published' FOR UPDATE");
  }

  /**
   * Kills a run that waits for rows which the test holds.
   *
   * @param status that the run has then
   */
  private void killed(String status, String lock) throws Exception {
    Visible before;
    Process run = startInOwnJvm();
    StackState left;
    try {
      Postgres postgres = postgres();
      before = Visible.of(postgres, redis());
      try (Connection holder = connect(postgres)) {
        holder.setAutoCommit(false);
        await()
            .pollInterval(Duration.ofMillis(5))
            .atMost(Duration.ofSeconds(60))
            .until(() -> query(holder, lock).size() == 1);
        awaitHeldUp(postgres);
        assertThat(run.isAlive()).isTrue();
        assertThat(query(holder, "SELECT status FROM forecast_run ORDER BY sequence DESC LIMIT 1"))
            .containsExactly(status);
        assertStaged(holder, redis(), before);
      } finally {
        // SIGKILL, while the lock still holds it.
        run.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
      left = StackFile.read(home.home()).orElseThrow();
      assertThat(Visible.of(postgres, redis())).isEqualTo(before);
    } finally {
      run.destroyForcibly();
    }

    assertThat(home.done("daily", "--horizon", "14")).contains("is published");

    assertThat(left.services().values()).allMatch(at -> at.process().running().isEmpty());
    assertThat(StackFile.read(home.home())).isEmpty();
    assertRepaired(before);
  }

  private static void assertStaged(Connection connection, Redis redis, Visible before)
      throws SQLException {
    assertThat(
            query(
                connection,
                """
                SELECT count(*) FROM forecast JOIN forecast_run USING (run_id)
                 WHERE status IN ('running', 'staged')"""))
        .containsExactly("" + before.redis().size());
    try (Jedis jedis = new Jedis(redis.host(), redis.port())) {
      assertThat(jedis.keys("staged:*")).hasSameSizeAs(before.redis().keySet());
    }
  }

  private static void assertRepaired(Visible before) throws Exception {
    try (LocalStack stack = start();
        Connection connection = connect(stack.postgres());
        Jedis jedis = new Jedis(stack.redis().host(), stack.redis().port())) {
      Visible after = Visible.of(stack.postgres(), stack.redis());
      assertThat(after.runs()).hasSize(1).isNotEqualTo(before.runs());
      assertThat(after.days()).isEqualTo(before.days());
      assertThat(jedis.keys("*")).isEqualTo(before.redis().keySet());
      assertThat(query(connection, "SELECT DISTINCT run_id FROM forecast")).isEqualTo(after.runs());
      assertThat(
              query(
                  connection,
                  """
                  SELECT status || ' ' || message FROM forecast_run
                   WHERE status NOT IN ('published', 'superseded')"""))
          .isNotEmpty()
          .allMatch(row -> row.startsWith("failed crashed"));
      assertThat(runFolders()).containsExactly("run=" + after.runs().get(0));
    }
  }

  private static LocalStack start() {
    return LocalStack.attachOrStart(
        home.home(), "test", EnumSet.of(Service.POSTGRES, Service.REDIS));
  }

  /** What readers see: published runs, current forecasts, and Redis' current forecasts by key. */
  private record Visible(List<String> runs, List<String> days, Map<String, String> redis) {
    static Visible of(Postgres postgres, Redis redis) throws SQLException {
      Map<String, String> current = new TreeMap<>();
      try (Connection connection = connect(postgres);
          Jedis jedis = new Jedis(redis.host(), redis.port())) {
        jedis.keys("forecast:*").forEach(key -> current.put(key, jedis.get(key)));
        assertThat(current).isNotEmpty();
        return new Visible(
            query(connection, "SELECT run_id FROM forecast_run WHERE status = 'published'"),
            query(
                connection,
                """
                SELECT concat_ws(' ', origin, warehouse_id, item_id, target_date, mean, lower, upper)
                  FROM current_forecast ORDER BY 1"""),
            current);
      }
    }
  }

  /** The PostgreSQL that the run has started, or left when it was killed. */
  private static Postgres postgres() throws IOException {
    int port = port(Service.POSTGRES);
    return new Postgres(
        "jdbc:postgresql://127.0.0.1:%d/warecast".formatted(port),
        "warecast",
        Files.readString(home.home().postgresPasswordFile()).strip());
  }

  private static Redis redis() {
    return new Redis("127.0.0.1", port(Service.REDIS));
  }

  private static int port(Service service) {
    return await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                StackFile.read(home.home())
                    .filter(StackState::ready)
                    .map(state -> state.services().get(service)),
            Optional::isPresent)
        .orElseThrow()
        .port();
  }

  private static void awaitHeldUp(Postgres postgres) throws SQLException {
    try (Connection connection = connect(postgres)) {
      await()
          .pollInterval(Duration.ofMillis(20))
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  !query(
                          connection,
                          """
                          SELECT pid FROM pg_stat_activity
                           WHERE wait_event_type = 'Lock' AND query LIKE '%forecast_run%'""")
                      .isEmpty());
    }
  }

  private static Connection connect(Postgres at) throws SQLException {
    return DriverManager.getConnection(at.jdbcUrl(), at.user(), at.password());
  }

  private static List<String> query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (found.next()) {
        rows.add(found.getString(1));
      }
      return rows;
    }
  }

  private static List<String> runFolders() throws IOException {
    try (Stream<Path> runs =
        Files.list(home.home().lake().resolve("forecasts").resolve("origin=2026-01-31"))) {
      return runs.map(run -> run.getFileName().toString()).toList();
    }
  }

  private static Process startInOwnJvm() throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(line::add);
    line.add("-Dwarecast.root=" + ProjectRoot.path());
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.add(Warecast.class.getName());
    line.addAll(List.of("daily", "--horizon", "14", "--home", home.home().root().toString()));
    File said = home.home().root().resolve("daily.out").toFile();
    return new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said).start();
  }
}
