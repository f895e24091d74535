package io.warecast.pipeline.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.promotion.Promotion;
import io.warecast.domain.run.Audit;
import io.warecast.domain.run.ForecastRun;
import io.warecast.domain.run.RunKind;
import io.warecast.domain.run.RunStatus;
import io.warecast.pipeline.connector.postgres.ModelVersions;
import io.warecast.pipeline.connector.postgres.MonthPartitions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of {@code forecast_run}, and the forecasts that belong to them, over one connection. */
final class RunTable {

  /** First half of the advisory locks: ours among the locks that others may take. */
  private static final int LOCKS = 0x57415245;

  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final JsonMapper JSON = new JsonMapper();

  private final Connection connection;

  RunTable(Connection connection) {
    this.connection = connection;
  }

  /** A run that its row says is not at its end. */
  record Unfinished(String runId, long sequence, RunKind kind, LocalDate origin) {}

  /** From here on waits for others no longer than some seconds. */
  RunTable impatient() throws SQLException {
    update("SET lock_timeout = '10s'");
    return this;
  }

  /** Makes the server notice within about a minute when this side dies without saying so. */
  void noticeDeathSoon() throws SQLException {
    update("SET tcp_keepalives_idle = 30");
    update("SET tcp_keepalives_interval = 10");
    update("SET tcp_keepalives_count = 3");
  }

  /** Takes the lock of a kind for as long as this connection lives; false when another has it. */
  boolean tryLock(RunKind kind) throws SQLException {
    return one("SELECT pg_try_advisory_lock(?, ?)", LOCKS, lockOf(kind))
        .map("t"::equals)
        .orElse(false);
  }

  /** As {@link #tryLock}, with time for the session of a killed process to end. */
  boolean lock(RunKind kind) throws SQLException {
    update("SET lock_timeout = '3s'");
    try {
      one("SELECT pg_advisory_lock(?, ?)", LOCKS, lockOf(kind));
      return true;
    } catch (SQLException e) {
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    } finally {
      update("SET lock_timeout = 0");
    }
  }

  void unlock(RunKind kind) throws SQLException {
    one("SELECT pg_advisory_unlock(?, ?)", LOCKS, lockOf(kind));
  }

  private static int lockOf(RunKind kind) {
    return kind.wireName().hashCode();
  }

  /** Inserts a run with the status running. */
  ForecastRun insert(
      String runId,
      RunKind kind,
      int originDay,
      int horizon,
      String modelVersion,
      String lakeSnapshot)
      throws SQLException {
    long sequence =
        one(
                """
                INSERT INTO forecast_run (run_id, kind, origin, horizon, model_version, lake_snapshot)
                VALUES (?, ?, ?, ?, ?, ?) RETURNING sequence""",
                runId,
                kind.wireName(),
                LocalDate.ofEpochDay(originDay),
                horizon,
                modelVersion,
                lakeSnapshot)
            .map(Long::valueOf)
            .orElseThrow();
    return new ForecastRun(runId, sequence, kind, originDay, horizon, modelVersion, lakeSnapshot);
  }

  /** Makes the month of an origin ready to take forecasts. */
  void preparePartition(LocalDate origin) throws SQLException {
    MonthPartitions.prepare(connection, "forecast", origin);
  }

  List<Unfinished> unfinished() throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                """
                SELECT run_id, sequence, kind, origin FROM forecast_run
                 WHERE status IN ('running', 'staged') ORDER BY sequence""");
        ResultSet rows = query.executeQuery()) {
      List<Unfinished> runs = new ArrayList<>();
      while (rows.next()) {
        runs.add(
            new Unfinished(
                rows.getString(1),
                rows.getLong(2),
                RunKind.ofWireName(rows.getString(3)),
                rows.getObject(4, LocalDate.class)));
      }
      return runs;
    }
  }

  /** The status of a run, and its sequence; nothing for a run that has no row. */
  Optional<RunStatus> status(String runId) throws SQLException {
    return one("SELECT status FROM forecast_run WHERE run_id = ?", runId)
        .map(RunStatus::ofWireName);
  }

  /** As {@link #status}, waiting for whatever transaction still holds the row. */
  Optional<RunStatus> settledStatus(String runId) throws SQLException {
    return one("SELECT status FROM forecast_run WHERE run_id = ? FOR UPDATE", runId)
        .map(RunStatus::ofWireName);
  }

  Optional<Long> sequence(String runId) throws SQLException {
    return one("SELECT sequence FROM forecast_run WHERE run_id = ?", runId).map(Long::valueOf);
  }

  void storeModel(ModelManifest manifest, Optional<Promotion> promotion) throws SQLException {
    ModelVersions.store(connection, manifest, promotion);
  }

  void saveAudit(String runId, Audit audit) throws SQLException {
    update(
        """
        UPDATE forecast_run SET audit = ?::jsonb, finished_at = clock_timestamp(),
               series_count = (SELECT count(*) FROM forecast f
                                WHERE f.run_id = forecast_run.run_id
                                  AND f.origin = forecast_run.origin),
               status = CASE WHEN ? THEN 'staged' ELSE status END
         WHERE run_id = ?""",
        json(audit),
        audit.passed(),
        runId);
  }

  /** Replaces the published run of the same kind and origin, if there is one. */
  void publish(ForecastRun run) throws SQLException {
    LocalDate origin = LocalDate.ofEpochDay(run.originDay());
    update(
        """
        UPDATE forecast_run SET status = 'superseded'
         WHERE kind = ? AND origin = ? AND status = 'published'""",
        run.kind().wireName(),
        origin);
    // Of failed runs too: a sink that outlived its run may have written after the run was failed.
    update(
        """
        DELETE FROM forecast WHERE origin = ? AND run_id IN (
          SELECT run_id FROM forecast_run
           WHERE kind = ? AND origin = ? AND status IN ('superseded', 'failed'))""",
        origin,
        run.kind().wireName(),
        origin);
    update(
        """
        UPDATE forecast_run SET status = 'published', published_at = clock_timestamp()
         WHERE run_id = ?""",
        run.runId());
  }

  /** Marks a run failed and removes its forecasts, unless it has been published. */
  void fail(String runId, LocalDate origin, String message) throws SQLException {
    int failed =
        update(
            """
            UPDATE forecast_run
               SET status = 'failed', message = ?, finished_at = clock_timestamp()
             WHERE run_id = ? AND status IN ('running', 'staged')""",
            message,
            runId);
    if (failed == 1) {
      update("DELETE FROM forecast WHERE run_id = ? AND origin = ?", runId, origin);
    }
  }

  private static String json(Audit audit) {
    try {
      return JSON.writeValueAsString(Map.of("checks", audit.checks()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private int update(String sql, Object... arguments) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, arguments);
      return statement.executeUpdate();
    }
  }

  /** The only value of the only row, as text. */
  private Optional<String> one(String sql, Object... arguments) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, arguments);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
      }
    }
  }

  private static void bind(PreparedStatement statement, Object... arguments) throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
  }
}
