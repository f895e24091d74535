package io.warecast.pipeline.connector.postgres;

import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.Warehouse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What those who read forecasts from PostgreSQL must know of the lake: warehouses, items, and the
 * last days of demand. A lake that is there already is not read again.
 */
public final class LakeMirror {

  /** As many as one request for actuals may ask for: a year, and a month to compare with it. */
  static final int DAYS = 400;

  private final PostgresConfig config;

  private LakeMirror(PostgresConfig config) {
    this.config = config;
  }

  public static LakeMirror in(PostgresConfig config) {
    return new LakeMirror(config);
  }

  /** Hands in every series' demand, each once and as a whole. */
  @FunctionalInterface
  public interface Demand {
    void forEach(Consumer<DemandStretch> stretches);
  }

  /**
   * Brings the tables to the state of a lake: all of it at once, or nothing.
   *
   * @param snapshot of the lake
   * @param lastDay epoch day, the last that it holds
   * @param demand is asked only when the snapshot is new
   * @throws io.warecast.domain.ActionableException when PostgreSQL cannot be reached or used
   */
  public void bring(
      String snapshot, int lastDay, List<Warehouse> warehouses, List<Item> items, Demand demand) {
    try (Connection connection = config.connect()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        // One at a time; readers go on with what is there until all is.
        statement.execute("LOCK TABLE demand_history IN SHARE ROW EXCLUSIVE MODE");
      }
      store(connection, warehouses, items);
      if (!has(connection, snapshot)) {
        forget(connection, lastDay);
        DemandHistoryCopy.write(connection, snapshot, lastDay - DAYS + 1, demand);
      }
      connection.commit();
    } catch (SQLException e) {
      throw config.failure("writing what the lake holds", e);
    }
  }

  /**
   * Adds items that orders have named and the lake does not know: those of a run's forecasts.
   *
   * @throws io.warecast.domain.ActionableException when PostgreSQL cannot be reached or used
   */
  public void addItemsOf(String runId) {
    try (Connection connection = config.connect();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                INSERT INTO item (item_id, category, department)
                SELECT DISTINCT item_id, '', '' FROM forecast
                 WHERE run_id = ? AND left(item_id, 1) <> '_'
                ON CONFLICT DO NOTHING""")) {
      insert.setString(1, runId);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw config.failure("adding the items of run " + runId, e);
    }
  }

  private static void store(Connection connection, List<Warehouse> warehouses, List<Item> items)
      throws SQLException {
    upsert(
        connection,
        """
        INSERT INTO warehouse (warehouse_id, region, time_zone)
        SELECT * FROM unnest(?::text[], ?::text[], ?::text[])
        ON CONFLICT (warehouse_id) DO UPDATE
           SET region = EXCLUDED.region, time_zone = EXCLUDED.time_zone,
               updated_at = clock_timestamp()
         WHERE (warehouse.region, warehouse.time_zone) <> (EXCLUDED.region, EXCLUDED.time_zone)""",
        warehouses,
        List.of(Warehouse::id, Warehouse::region, Warehouse::timeZone));
    upsert(
        connection,
        """
        INSERT INTO item (item_id, category, department)
        SELECT * FROM unnest(?::text[], ?::text[], ?::text[])
        ON CONFLICT (item_id) DO UPDATE
           SET category = EXCLUDED.category, department = EXCLUDED.department,
               updated_at = clock_timestamp()
         WHERE (item.category, item.department) <> (EXCLUDED.category, EXCLUDED.department)""",
        items,
        List.of(Item::id, Item::category, Item::department));
  }

  private static <T> void upsert(
      Connection connection, String sql, List<T> rows, List<Function<T, String>> columns)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < columns.size(); i++) {
        Object[] values = rows.stream().map(columns.get(i)).toArray();
        statement.setArray(i + 1, connection.createArrayOf("text", values));
      }
      statement.executeUpdate();
    }
  }

  private static boolean has(Connection connection, String snapshot) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT EXISTS (SELECT FROM demand_history WHERE lake_snapshot = ?)")) {
      query.setString(1, snapshot);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /**
   * Days that the lake now holds were counted on top of an earlier one. Those after it are counted
   * anew, from revision 0 on, which must replace whatever was counted before.
   */
  private static void forget(Connection connection, int lastDay) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // A job that counts on meanwhile waits, instead of locking the same rows in another order.
      statement.execute("LOCK TABLE daily_demand IN SHARE ROW EXCLUSIVE MODE");
      statement.execute("DELETE FROM demand_history");
      statement.execute("UPDATE daily_demand SET revision = 0 WHERE revision > 0");
    }
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM daily_demand WHERE day <= ?")) {
      delete.setObject(1, LocalDate.ofEpochDay(lastDay));
      delete.executeUpdate();
    }
  }
}
