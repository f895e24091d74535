package io.warecast.local.cli;

import io.warecast.local.server.Postgres;
import io.warecast.local.terminal.TextTable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The last runs of the batch jobs, newest first. */
final class RecentRuns {

  private static final String TABLE = "SELECT to_regclass('forecast_run') IS NOT NULL";
  private static final String LAST =
      """
      SELECT kind, origin::text, status, model_version,
             coalesce(series_count::text, ''),
             to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'),
             coalesce(left(message, 60), '')
      FROM forecast_run ORDER BY sequence DESC LIMIT 5""";

  private RecentRuns() {}

  /** The runs as text; empty when there has been none. */
  static String text(Postgres at) {
    try (Connection connection =
            DriverManager.getConnection(at.jdbcUrl(), at.user(), at.password());
        Statement statement = connection.createStatement()) {
      return exists(statement) ? table(statement) : "";
    } catch (SQLException e) {
      return "The last runs cannot be read: %s%n".formatted(e.getMessage());
    }
  }

  private static boolean exists(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(TABLE)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static String table(Statement statement) throws SQLException {
    TextTable table =
        new TextTable("run", "origin", "status", "model", "series", "started (UTC)", "message");
    boolean any = false;
    try (ResultSet row = statement.executeQuery(LAST)) {
      while (row.next()) {
        any = true;
        table.row(
            row.getString(1),
            row.getString(2),
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getString(6),
            row.getString(7));
      }
    }
    return any ? table.toString() : "";
  }
}
