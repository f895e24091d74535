package io.warecast.pipeline.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.pipeline.run.Servers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionIT {

  private PostgresConfig config;

  @BeforeEach
  void migrate() throws SQLException {
    config = Servers.shared().newDatabase();
    PostgresSchema.migrate(config);
  }

  @Test
  void forgetsWholeMonthsAndRowsBeforeADay() throws SQLException {
    try (Connection connection = config.connect();
        Statement statement = connection.createStatement()) {
      for (String month : List.of("2026-01-01", "2026-02-01", "2026-03-01")) {
        MonthPartitions.prepare(connection, "forecast", LocalDate.parse(month));
        MonthPartitions.prepare(connection, "feature_snapshot", LocalDate.parse(month));
      }
      statement.execute(
          "INSERT INTO daily_demand VALUES ('w', 'i', '2026-02-28', 1, 0), ('w', 'i', '2026-03-01', 1, 0)");
      statement.execute(
          """
          INSERT INTO audit_log
          SELECT gen_random_uuid(), at::timestamptz, '', 'GET', '', '', '{}', 200, 1, '', '', '', ''
            FROM unnest(ARRAY['2026-02-27', '2026-02-28', '2026-03-02']) AS t (at)""");
    }

    assertThat(rows("SELECT forget_before('2026-03-01')"))
        .containsExactly(
            "feature_snapshot_2026_01: dropped",
            "feature_snapshot_2026_02: dropped",
            "forecast_2026_01: dropped",
            "forecast_2026_02: dropped",
            "audit_log: 2 rows",
            "daily_demand: 1 rows");
    assertThat(rows("SELECT day FROM daily_demand")).containsExactly("2026-03-01");
    assertThat(rows("SELECT forget_before('2026-03-01')")).isEmpty();
    assertThat(rows("SELECT to_regclass('forecast_2026_03')")).containsExactly("forecast_2026_03");
  }

  @Test
  void refusesToForgetWithoutADay() {
    assertThatThrownBy(() -> rows("SELECT forget_before(NULL)"))
        .hasMessageContaining("takes the first day that is kept");
  }

  private List<String> rows(String sql) throws SQLException {
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
