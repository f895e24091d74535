package io.warecast.gateway;

import io.warecast.domain.forecast.Forecast;
import io.warecast.gateway.backend.PostgresConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A real PostgreSQL with the schema of the jobs; one for all tests of a JVM unless it is stopped.
 */
public final class PostgresFixture implements AutoCloseable {

  private static final Path MIGRATIONS =
      Path.of(System.getProperty("project.root", ".."))
          .resolve("jobs/pipeline/src/main/resources/db/migration");

  private final Path data;
  private final int port = RedisFixture.freePort();
  private EmbeddedPostgres server;
  private boolean isUp;

  private PostgresFixture(Path data) {
    this.data = data;
  }

  public static PostgresFixture start() {
    try {
      PostgresFixture postgres = new PostgresFixture(Files.createTempDirectory("gateway-postgres"));
      postgres.startServer();
      for (Path each : migrations()) {
        postgres.execute(Files.readString(each));
      }
      return postgres;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Starts it with what it had, under the same address; nothing when it runs. */
  public void startServer() {
    if (isUp) {
      return;
    }
    try {
      server =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "off")
              .setPort(port)
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .start();
      isUp = true;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public void stopServer() {
    try {
      server.close();
      isUp = false;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Path> migrations() throws IOException {
    try (Stream<Path> files = Files.list(MIGRATIONS)) {
      return files.sorted(Comparator.comparingInt(PostgresFixture::number)).toList();
    }
  }

  private static int number(Path migration) {
    return Integer.parseInt(migration.getFileName().toString().replaceAll("V(\\d+)__.*", "$1"));
  }

  public PostgresConfig config() {
    return new PostgresConfig(
        "127.0.0.1", port, "postgres", "postgres", "", 4, Duration.ofSeconds(2));
  }

  public void execute(String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** The address of the database as JDBC has it, of user postgres without a password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** The first number of an answer. */
  public long number(String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** A run and the partition that its forecasts go into. */
  public void run(String runId, String kind, LocalDate origin, String status) {
    LocalDate month = origin.withDayOfMonth(1);
    execute(
        "CREATE TABLE IF NOT EXISTS forecast_%s PARTITION OF forecast FOR VALUES FROM ('%s') TO ('%s')"
            .formatted(month.toString().replace('-', '_'), month, month.plusMonths(1)));
    execute(
        """
        INSERT INTO forecast_run (run_id, kind, origin, horizon, status, model_version, lake_snapshot,
                                  series_count, audit)
        VALUES ('%s', '%s', '%s', 28, '%s', 'demand-7', 'snap-1', 2,
                '{"checks": [{"name": "rows", "passed": true, "value": 2.0, "limit": "= 2", "detail": ""}]}')"""
            .formatted(runId, kind, origin, status));
  }

  public void store(String runId, Forecast forecast) {
    execute(
        """
        INSERT INTO forecast (run_id, sequence, origin, warehouse_id, item_id, as_of, watermark,
          generated_at, tier, method, model_version, first_date, mean, levels, quantiles)
        VALUES ('%s', %d, '%s', '%s', '%s', '%s', '%s', '%s', '%s', '%s', '%s', '%s', '%s', '%s', '{%s}')"""
            .formatted(
                runId,
                forecast.sequence(),
                LocalDate.ofEpochDay(forecast.originDay()),
                forecast.key().warehouseId(),
                forecast.key().itemId(),
                Instant.ofEpochMilli(forecast.asOf()),
                Instant.ofEpochMilli(forecast.watermark()),
                Instant.ofEpochMilli(forecast.generatedAt()),
                forecast.tier().wireName(),
                forecast.method().wireName(),
                forecast.modelVersion(),
                LocalDate.ofEpochDay(forecast.firstDay()),
                array(forecast.mean()),
                array(forecast.levels()),
                Arrays.stream(forecast.quantiles())
                    .map(PostgresFixture::array)
                    .collect(Collectors.joining(","))));
  }

  private static String array(float[] values) {
    return IntStream.range(0, values.length)
        .mapToObj(i -> Float.toString(values[i]))
        .collect(Collectors.joining(",", "{", "}"));
  }

  @Override
  public void close() {
    if (isUp) {
      stopServer();
    }
    try (Stream<Path> files = Files.walk(data)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
