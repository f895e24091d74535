package io.warecast.pipeline.connector.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;

/** The partitions, one a month, of the tables that are partitioned by origin. */
public final class MonthPartitions {

  private static final int LOCKS = 0x57415245;
  private static final int LOCK = "partitions".hashCode();

  private MonthPartitions() {}

  /** Makes the month of an origin ready to take rows of a table. */
  public static void prepare(Connection connection, String table, LocalDate origin)
      throws SQLException {
    LocalDate month = origin.withDayOfMonth(1);
    String name = "%s_%04d_%02d".formatted(table, month.getYear(), month.getMonthValue());
    // Asked first, because even IF NOT EXISTS waits for everybody who reads the table.
    if (!exists(connection, name)) {
      // IF NOT EXISTS alone fails when two ask for the same month at the same time.
      call(connection, "pg_advisory_lock");
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "CREATE TABLE IF NOT EXISTS %s PARTITION OF %s FOR VALUES FROM ('%s') TO ('%s')"
                .formatted(name, table, month, month.plusMonths(1)));
      } finally {
        call(connection, "pg_advisory_unlock");
      }
    }
  }

  private static boolean exists(Connection connection, String name) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("SELECT to_regclass(?)")) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getString(1) != null;
      }
    }
  }

  private static void call(Connection connection, String function) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT %s(%d, %d)".formatted(function, LOCKS, LOCK));
    }
  }
}
