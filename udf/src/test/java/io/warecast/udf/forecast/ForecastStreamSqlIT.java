package io.warecast.udf.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.scoring.TrainedModels;
import io.warecast.scoring.registry.ModelRegistry;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions of forecasts in streaming mode, held against batch mode. */
class ForecastStreamSqlIT {

  private static final String OPTIONS =
      "FORECAST_OPTIONS(warehouse_id => warehouse_id, item_id => item_id)";
  private static final String DAY = "(DATE '2026-01-%s', CAST(%s AS FLOAT))";

  @TempDir static Path folder;
  private static ForecastSession streaming;
  private static ForecastSession batch;

  @BeforeAll
  static void train() {
    String root = folder.toUri().toString();
    TrainedModels.training(root, "v1")
        .run(TrainedModels.rows(4, TrainedModels.plan()), 4, () -> {});
    ModelRegistry.at(root, "demand").promote("v1");
    streaming = ForecastSession.open(RuntimeExecutionMode.STREAMING, root);
    batch = ForecastSession.open(RuntimeExecutionMode.BATCH, root);
    streaming.run(
        "CREATE TEMPORARY VIEW with_options AS SELECT *, " + OPTIONS + " AS options FROM days");
    streaming.run("CREATE TEMPORARY VIEW no_units AS SELECT item_id, `day` FROM days");
    streaming.run(
        "CREATE TEMPORARY VIEW texts AS SELECT item_id, `day`, item_id AS units FROM days");
    streaming.run(
        "CREATE TEMPORARY VIEW negative AS SELECT item_id, `day`, -units AS units FROM days");
    streaming.run(
        "CREATE TEMPORARY VIEW other_options AS SELECT item_id, `day`, units, item_id AS options FROM days");
    streaming.run(
        "CREATE TEMPORARY VIEW updated AS SELECT item_id, `day`, SUM(units) AS units FROM days GROUP BY item_id, `day`");
  }

  @Test
  void theAggregateEndsWithTheForecastOfBatchMode() {
    String query =
        "SELECT item_id, FORECAST(`day`, units, 7, "
            + OPTIONS
            + ") FROM days GROUP BY warehouse_id, item_id";

    assertThat(lastByItem(streaming.query(query))).isEqualTo(lastByItem(batch.query(query)));
  }

  @Test
  void theAggregateTakesBackWhatIsCorrected() {
    String halves =
        "SELECT warehouse_id, item_id, `day`, SUM(units) AS units FROM (SELECT * FROM days UNION ALL SELECT * FROM days) GROUP BY warehouse_id, item_id, `day`";
    String query =
        "SELECT item_id, FORECAST(`day`, units, 7, "
            + OPTIONS
            + ") FROM ("
            + halves
            + ") GROUP BY warehouse_id, item_id";

    assertThat(lastByItem(streaming.query(query))).isEqualTo(lastByItem(batch.query(query)));
  }

  @Test
  void theStreamEndsWithTheForecastOfBatchModeWhateverTheOrderOfDays() {
    List<Row> found =
        streaming.query(
            "SELECT item_id, target_date, mean, `lower`, `upper` FROM FORECAST_STREAM(input => TABLE with_options PARTITION BY (warehouse_id, item_id), horizon => 7)");
    List<Row> expected =
        batch.query(
            "SELECT item_id, f.target_date, f.mean, f.`lower`, f.`upper` FROM (SELECT item_id, FORECAST(`day`, units, 7, "
                + OPTIONS
                + ") AS forecast FROM days GROUP BY warehouse_id, item_id) CROSS JOIN UNNEST(forecast) AS f (target_date, mean, `lower`, `upper`)");

    assertThat(lastDays(found, 7)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aDayThatComesAgainReplacesWhatWasKnownAndGapsAreUnknown() {
    assertThat(lastDays(stream("", days("05:3", "01:9", "02:4", "05:6")), 2))
        .isEqualTo(lastDays(stream("", days("01:9", "02:4", "05:6")), 2))
        .isNotEqualTo(lastDays(stream("", days("01:9", "02:4", "05:3")), 2))
        .isNotEqualTo(lastDays(stream("", days("01:9", "02:4", "03:0", "04:0", "05:6")), 2));
  }

  @Test
  void forecastsOfEarlierOriginsAreLeftOutOnDemand() {
    String days = days("01:9", "02:4", "03:7");

    assertThat(stream("", days)).hasSize(3 * 2);
    assertThat(stream(", from_origin => DATE '2026-01-03'", days))
        .hasSize(2)
        .extracting(row -> row.getField(1))
        .containsExactly(LocalDate.of(2026, 1, 4), LocalDate.of(2026, 1, 5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no_units      | 7   | FORECAST_STREAM: the table of argument input has no column units; it has item_id, day",
        "texts         | 7   | FORECAST_STREAM: column units of argument input is STRING, it takes a number",
        "other_options | 7   | FORECAST_STREAM: column options of argument input is STRING, it takes what FORECAST_OPTIONS",
        "days          | -1  | FORECAST_STREAM: argument horizon is -1, it takes 1 to 366 days",
        "days          | 367 | FORECAST_STREAM: argument horizon is 367, it takes 1 to 366 days",
        "negative      | 7   | FORECAST_STREAM: argument units is -",
        "updated       | 7   | consuming update changes",
      })
  void namesWhatIsWrong(String table, String horizon, String message) {
    assertThatThrownBy(
            () ->
                streaming.query(
                    "SELECT * FROM FORECAST_STREAM(input => TABLE %s PARTITION BY item_id, horizon => %s)"
                        .formatted(table, horizon)))
        .hasStackTraceContaining(message);
  }

  private static List<Row> stream(String more, String days) {
    streaming.run("DROP TEMPORARY VIEW IF EXISTS given");
    streaming.run("CREATE TEMPORARY VIEW given AS " + days);
    return streaming.query(
        "SELECT item_id, target_date, mean, `lower`, `upper` FROM FORECAST_STREAM(input => TABLE given PARTITION BY item_id, horizon => 2%s)"
            .formatted(more));
  }

  /** Days of January 2026 and their units as rows, in this order. */
  private static String days(String... days) {
    List<String> rows = new ArrayList<>();
    for (String each : days) {
      rows.add(DAY.formatted((Object[]) each.split(":", -1)));
    }
    return "SELECT 'x' AS item_id, `day`, units FROM (VALUES %s) AS t (`day`, units)"
        .formatted(String.join(", ", rows));
  }

  /** The last value of each item, in the order of items. */
  private static Map<Object, Row> lastByItem(List<Row> rows) {
    Map<Object, Row> last = new TreeMap<>();
    for (Row row : rows) {
      switch (row.getKind()) {
        case INSERT, UPDATE_AFTER ->
            last.put(Objects.requireNonNull(row.getField(0)), Row.of(row.getField(1)));
        default -> {}
      }
    }
    assertThat(last).isNotEmpty();
    return last;
  }

  /** The last row of each item and target day. */
  private static List<Row> lastDays(List<Row> rows, int horizon) {
    Map<String, Row> last = new LinkedHashMap<>();
    int latest = Integer.MIN_VALUE;
    for (Row row : rows) {
      latest = Math.max(latest, day(row));
    }
    for (Row row : rows) {
      // Forecasts of earlier origins reach less far: their days are not of the last origin.
      if (day(row) > latest - horizon) {
        last.put(row.getField(0) + " " + row.getField(1), row);
      }
    }
    return List.copyOf(last.values());
  }

  private static int day(Row row) {
    return Math.toIntExact(((LocalDate) Objects.requireNonNull(row.getField(1))).toEpochDay());
  }
}
