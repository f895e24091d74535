package io.warecast.pipeline.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import io.warecast.pipeline.run.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadersIT {

  private static final String RELATIONS =
      """
      SELECT relname FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v') AND NOT relispartition""";

  private static final List<String> WRITES =
      List.of(
          "INSERT INTO warehouse VALUES ('x', '', 'UTC')",
          "UPDATE daily_demand SET units = 0",
          "DELETE FROM demand_history",
          "TRUNCATE item",
          "DROP TABLE item",
          "CREATE TABLE public.mine (i integer)",
          "SELECT grant_reading('warecast_reader')",
          "SELECT public.show_warehouses('warecast_reader', '{}')");

  private PostgresConfig owner;

  @BeforeEach
  void fill() throws SQLException {
    owner = Servers.shared().newDatabase();
    PostgresSchema.migrate(owner);
    LakeMirror.in(owner)
        .bring(
            "s-1",
            20_000,
            List.of(
                new Warehouse("hamburg", "Germany", "Europe/Berlin"),
                new Warehouse("leeds", "", "UTC"),
                new Warehouse("munich", "Germany", "Europe/Berlin")),
            List.of(new Item("a", "FOOD", "")),
            to ->
                List.of("hamburg", "leeds", "munich")
                    .forEach(
                        warehouse ->
                            to.accept(
                                new DemandStretch(
                                    new SeriesKey(warehouse, "a"), 20_000, new float[] {1}))));
  }

  @Test
  void anAnalystReadsEverythingButTheAuditAndChangesNothing() throws SQLException {
    run(owner, "CREATE ROLE anna LOGIN PASSWORD 'secret' IN ROLE warecast_reader");
    PostgresConfig anna = as("anna");

    List<String> denied = new ArrayList<>();
    for (String relation : query(owner, RELATIONS)) {
      try {
        query(anna, "SELECT count(*) FROM " + relation);
      } catch (SQLException e) {
        denied.add(relation + " " + e.getSQLState());
      }
    }
    assertThat(denied).containsExactlyInAnyOrder("audit_log 42501", "flyway_schema_history 42501");
    assertThat(query(anna, "SELECT warehouse_id FROM demand_day ORDER BY 1"))
        .containsExactly("hamburg", "leeds", "munich");
    WRITES.forEach(write -> assertDenied(anna, write));
  }

  /** As it stands in the documentation. */
  @Test
  void aGroupSeesItsWarehousesAndNothingElse() throws Exception {
    run(owner, documented());
    PostgresConfig group = as("planner_de");

    for (String relation : List.of("warehouse", "demand_day", "demand_history")) {
      assertThat(query(group, "SELECT warehouse_id FROM " + relation + " ORDER BY 1"))
          .as(relation)
          .containsExactly("hamburg", "munich");
    }
    assertThat(query(group, "SELECT item_id FROM item")).containsExactly("a");
    assertThat(
            query(group, "SELECT count(*) FROM current_forecast JOIN forecast_run USING (run_id)"))
        .containsExactly("0");
    for (String relation : query(owner, RELATIONS)) {
      assertDenied(group, "SELECT * FROM public." + relation);
    }
    for (String hidden : List.of("audit_log", "model_version", "forecast_accuracy")) {
      assertThatThrownBy(() -> query(group, "SELECT * FROM " + hidden))
          .hasMessageContaining("does not exist");
    }
    WRITES.forEach(write -> assertRefused(group, write));
    assertRefused(group, "CREATE OR REPLACE VIEW planner_de.item AS SELECT 1");

    run(owner, "SELECT show_warehouses('planner_de', ARRAY['leeds'])");
    assertThat(query(group, "SELECT warehouse_id FROM warehouse")).containsExactly("leeds");
  }

  @ParameterizedTest
  @ValueSource(strings = {"public", "postgres", "warecast_reader", "nobody_of_this_name"})
  void viewsAreRefusedToWhoIsNoGroup(String role) {
    assertThatThrownBy(() -> run(owner, "SELECT show_warehouses('%s', '{}')".formatted(role)))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(role);
  }

  private static String documented() throws IOException {
    String page = Files.readString(Path.of("..", "..", "docs", "sql.md"));
    String access = page.substring(page.indexOf("## Access"));
    int from = access.indexOf("```sql") + "```sql".length();
    return access.substring(from, access.indexOf("```", from));
  }

  private PostgresConfig as(String role) {
    return new PostgresConfig(owner.url(), role, "secret");
  }

  private static void assertDenied(PostgresConfig config, String sql) {
    assertThatThrownBy(() -> run(config, sql))
        .as(sql)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).as(sql).isEqualTo("42501"));
  }

  /** Denied, or not even there. */
  private static void assertRefused(PostgresConfig config, String sql) {
    assertThatThrownBy(() -> run(config, sql))
        .as(sql)
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> assertThat(e.getSQLState()).as(sql).isIn("42501", "42P01", "42809", "42883"));
  }

  private static void run(PostgresConfig config, String sql) throws SQLException {
    try (Connection connection = config.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> query(PostgresConfig config, String sql) throws SQLException {
    try (Connection connection = config.connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (found.next()) {
        rows.add(found.getString(1));
      }
      return rows;
    }
  }
}
