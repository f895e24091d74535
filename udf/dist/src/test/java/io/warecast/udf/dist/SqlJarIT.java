package io.warecast.udf.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Flink that knows nothing of Warecast but the jar that the session adds. */
class SqlJarIT {

  private TableEnvironment session;

  @BeforeEach
  void addTheJar() {
    session = TableEnvironment.create(EnvironmentSettings.newInstance().inBatchMode().build());
    session.executeSql("ADD JAR '%s'".formatted(Path.of(System.getProperty("sql.jar"))));
  }

  @Test
  void nothingOfItIsOnTheClassPathElse() {
    assertThatThrownBy(() -> Class.forName("io.warecast.udf.forecast.ForecastFunction"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void aModelFileOfXgboostIsUsedInMlPredict() throws Exception {
    String model =
        Objects.requireNonNull(SqlJarIT.class.getResource("/basket.json")).toURI().toString();
    session.executeSql(
        "CREATE MODEL basket INPUT (price DOUBLE, visits INT, weekend BOOLEAN) OUTPUT (euros FLOAT) WITH ('provider' = 'xgboost', 'path' = '%s')"
            .formatted(model));

    assertThat(
            query(
                """
                SELECT shop, euros FROM ML_PREDICT(TABLE shops, MODEL basket, DESCRIPTOR(price, visits, weekend))"""))
        .containsExactlyInAnyOrder(
            Row.of("a", 78.37953f), Row.of("b", 13.000475f), Row.of("c", 22.072655f));
  }

  @Test
  void itsFunctionsAreDeclaredByTheirClass() {
    session.executeSql(
        "CREATE TEMPORARY SYSTEM FUNCTION SEASONAL_BASELINE AS 'io.warecast.udf.forecast.SeasonalBaselineFunction'");
    session.executeSql(
        "CREATE TEMPORARY SYSTEM FUNCTION WAPE AS 'io.warecast.udf.accuracy.WapeFunction'");

    assertThat(
            query(
                """
                SELECT CARDINALITY(SEASONAL_BASELINE(`day`, units, 7)), WAPE(units, 4)
                FROM (VALUES (DATE '2026-01-01', 3), (DATE '2026-01-02', 5)) AS t (`day`, units)"""))
        .containsExactly(Row.of(7, .25));
  }

  private List<Row> query(String sql) {
    session.executeSql(
        """
        CREATE TEMPORARY VIEW IF NOT EXISTS shops AS
        SELECT shop, price, visits, weekend FROM (VALUES
          ('a', 2e0, 150, TRUE), ('b', 1e1, 20, FALSE),
          ('c', CAST(NULL AS DOUBLE), CAST(NULL AS INT), CAST(NULL AS BOOLEAN)))
          AS t (shop, price, visits, weekend)""");
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> results = session.executeSql(sql).collect()) {
      results.forEachRemaining(rows::add);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return rows;
  }
}
