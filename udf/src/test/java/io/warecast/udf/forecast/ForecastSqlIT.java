package io.warecast.udf.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.scoring.TrainedModels;
import io.warecast.scoring.forecast.ForecastBasis;
import io.warecast.scoring.forecast.OwnForecast;
import io.warecast.scoring.forecast.OwnForecasts;
import io.warecast.scoring.model.DemandModel;
import io.warecast.scoring.registry.ModelRegistry;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastSqlIT {

  private static final int STEPS = 7;
  private static final String OPTIONS =
      "FORECAST_OPTIONS(warehouse_id => warehouse_id, item_id => item_id)";
  private static final String UNNESTED =
      """
      SELECT warehouse_id, item_id, f.target_date, f.mean, f.`lower`, f.`upper`
      FROM (SELECT warehouse_id, item_id, %s AS forecast FROM days GROUP BY warehouse_id, item_id)
      CROSS JOIN UNNEST(forecast) AS f (target_date, mean, `lower`, `upper`)""";

  @TempDir static Path folder;
  private static ForecastSession batch;

  @BeforeAll
  static void train() {
    String root = folder.toUri().toString();
    TrainedModels.training(root, "v1")
        .run(TrainedModels.rows(4, TrainedModels.plan()), 4, () -> {});
    ModelRegistry.at(root, "demand").promote("v1");
    batch = ForecastSession.open(RuntimeExecutionMode.BATCH, root);
  }

  @Test
  void forecastsWhatTheJobsForecastWhateverTheOrderOfDays() {
    List<Row> found =
        batch.query(UNNESTED.formatted("FORECAST(`day`, units, 7, %s)".formatted(OPTIONS)));

    assertThat(found).containsExactlyInAnyOrderElementsOf(expected());
  }

  @Test
  void takesStretchesOfDaysInOneRow() {
    List<Row> found =
        batch.query(
            """
            SELECT forecast FROM (
              SELECT FORECAST(first_day, ARRAY[CAST(1 AS FLOAT), CAST(NULL AS FLOAT), CAST(3 AS FLOAT)], 2) AS forecast
              FROM (VALUES (DATE '2026-01-01'), (DATE '2026-02-01')) AS t (first_day))""");
    List<Row> byDay =
        batch.query(
            """
            SELECT FORECAST(`day`, units, 2) FROM (VALUES
              (DATE '2026-01-01', 1), (DATE '2026-01-02', CAST(NULL AS INT)), (DATE '2026-01-03', 3),
              (DATE '2026-02-01', 1), (DATE '2026-02-03', 3)) AS t (`day`, units)""");

    assertThat(found).hasSize(1).isEqualTo(byDay);
  }

  @Test
  void forecastsFromAnEarlierOriginAsIfNothingHadComeSince() {
    String early =
        UNNESTED.formatted(
            "FORECAST(`day`, units, 7, FORECAST_OPTIONS(warehouse_id => warehouse_id, item_id => item_id, origin => DATE '2024-09-01'))");
    String without =
        early
            .replace("FROM days", "FROM days WHERE `day` <= DATE '2024-09-01'")
            .replace(", origin => DATE '2024-09-01'", "");

    assertThat(batch.query(early))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(batch.query(without));
  }

  @Test
  void featuresInMlPredictGiveTheSameForecast() {
    String features = String.join("`, `", DemandFeatures.SCHEMA.names());
    batch.run(
        "CREATE TEMPORARY VIEW feature_rows AS SELECT warehouse_id, item_id, f.* FROM (SELECT warehouse_id, item_id, DEMAND_FEATURES(`day`, units, 7, "
            + OPTIONS
            + ") AS features FROM days GROUP BY warehouse_id, item_id) CROSS JOIN UNNEST(features) AS f");
    batch.run(
        "CREATE MODEL demand INPUT (`%s` FLOAT, demand_class STRING) OUTPUT (mean FLOAT, q05 FLOAT, q50 FLOAT, q95 FLOAT) WITH ('provider' = 'xgboost', 'path' = '%s', 'name' = 'demand')"
            .formatted(features.replace("`, `", "` FLOAT, `"), folder.toUri()));

    List<Row> found =
        batch.query(
            "SELECT warehouse_id, item_id, target_date, mean, q05, q95 FROM ML_PREDICT(TABLE feature_rows, MODEL demand, DESCRIPTOR(`%s`, demand_class))"
                .formatted(features));

    assertThat(found).containsExactlyInAnyOrderElementsOf(expected());
  }

  @Test
  void aGroupWithoutDaysHasNoForecast() {
    assertThat(batch.query("SELECT FORECAST(`day`, units, 7) FROM days WHERE item_id = 'nothing'"))
        .containsExactly(Row.of((Object) null));
    assertThat(
            batch.query(
                "SELECT FORECAST(d.`day`, d.units, 7) FROM (VALUES ('x')) AS i (item_id) LEFT JOIN days d ON d.item_id = i.item_id GROUP BY i.item_id"))
        .containsExactly(Row.of((Object) null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FORECAST(`day`, units, -1)                  | FORECAST: argument horizon is -1, it takes 1 to 366 days",
        "FORECAST(`day`, units, 367)                 | FORECAST: argument horizon is 367, it takes 1 to 366 days",
        "FORECAST(`day`, units, CAST(NULL AS INT))   | FORECAST: argument horizon is NULL",
        "FORECAST(`day`, units, horizon)             | FORECAST: argument horizon is 0",
        "FORECAST(item_id, units, 7)                 | FORECAST: argument day is STRING, it takes a DATE",
        "FORECAST(`day`, item_id, 7)                 | FORECAST: argument units is STRING, it takes a number",
        "FORECAST(`day`, units, '7')                 | FORECAST: argument horizon is CHAR(1) NOT NULL, it takes an INT",
        "FORECAST(`day`, units, 7, item_id)          | FORECAST: argument options is STRING, it takes what FORECAST_OPTIONS",
        "FORECAST(`day`, -units, 7)                  | FORECAST: argument units is -",
        "FORECAST(DATE '2026-01-01', units, 7)       | FORECAST: argument day: 2026-01-01 stands twice in a group",
        "FORECAST(CAST(NULL AS DATE), units, 7)      | FORECAST: argument day is NULL in a row with units",
        "DEMAND_FEATURES(`day`, units, 0)            | DEMAND_FEATURES: argument horizon is 0",
        "SEASONAL_BASELINE(`day`, units, 0)          | SEASONAL_BASELINE: argument horizon is 0",
        "FORECAST(`day`, units, 7, FORECAST_OPTIONS(model_version => 'v9')) | no model 'v9' in",
        "FORECAST(`day`, units, 7, FORECAST_OPTIONS(registry => 'file:///nowhere')) | nowhere",
        "FORECAST(`day`, units, 7, FORECAST_OPTIONS(registry => 'nofs://x')) | nofs://x",
        "FORECAST(`day`, units, 7, FORECAST_OPTIONS(warehouse_id => 'a:b')) | warehouse_id 'a:b' has the character ':'",
        "FORECAST(`day`, units, 7, FORECAST_OPTIONS(interval_factors => ARRAY[CAST(1 AS FLOAT)])) | argument interval_factors has 1 factors, wanted are",
        "FORECAST(`day`, units, 7, FORECAST_OPTIONS(calendar => ARRAY[ROW(DATE '2026-01-01', 'FEAST', 'x')])) | argument calendar: kind 'FEAST' is none of",
        "FORECAST(`day`, units, 7, FORECAST_OPTIONS(weather => ARRAY[ROW(DATE '2026-01-01', CAST(NULL AS DATE), CAST(1 AS FLOAT), CAST(1 AS FLOAT))])) | argument weather: the issued_day of entry 1 is NULL",
        "FORECAST(`day`, units, 7, FORECAST_OPTIONS(offers => ARRAY[ROW(DATE '2026-01-02', CAST(1 AS FLOAT), TRUE), ROW(DATE '2026-01-01', CAST(1 AS FLOAT), TRUE)])) | argument offers: from_day must ascend",
        "WAPE(item_id, units)                        | WAPE: argument actual is STRING, it takes a number",
        "RMSSE(units, units, units)                  | RMSSE: argument day is FLOAT, it takes a DATE",
        "PINBALL(2, units, units)                    | PINBALL: argument level is 2, it takes a number between 0 and 1",
      })
  void namesTheArgumentThatIsWrong(String call, String message) {
    assertThatThrownBy(
            () ->
                batch.query(
                    "SELECT item_id, %s FROM (SELECT *, 0 AS horizon FROM days) GROUP BY item_id"
                        .formatted(call)))
        .hasStackTraceContaining(message);
  }

  @Test
  void measuresForecastsByTheMeasuresOfBacktests() {
    List<Row> found =
        batch.query(
            """
            SELECT WAPE(actual, mean), COVERAGE(actual, `lower`, `upper`), PINBALL(0.5, actual, mean),
              RMSSE(`day`, actual, mean)
            FROM (VALUES
              (DATE '2026-01-01', 1e0, CAST(NULL AS DOUBLE), CAST(NULL AS DOUBLE), CAST(NULL AS DOUBLE)),
              (DATE '2026-01-02', 3e0, CAST(NULL AS DOUBLE), CAST(NULL AS DOUBLE), CAST(NULL AS DOUBLE)),
              (DATE '2026-01-03', 4e0, 2e0, 1e0, 5e0),
              (DATE '2026-01-04', 6e0, 7e0, 7e0, 8e0),
              (DATE '2026-01-05', CAST(NULL AS DOUBLE), 7e0, 7e0, 8e0))
              AS t (`day`, actual, mean, `lower`, `upper`)""");

    assertThat(found).containsExactly(Row.of(.3, .5, .75, Math.sqrt(2.5 / 4)));
  }

  @Test
  void tellsHowFarDemandLiesBeyondItsInterval() {
    assertThat(
            batch.query(
                """
                SELECT DEMAND_ANOMALY(5, 5.5, 4, 7), DEMAND_ANOMALY(10, 5e0, 4, 7), DEMAND_ANOMALY(CAST(3 AS FLOAT), 5, 4, 7),
                  DEMAND_ANOMALY(CAST(NULL AS FLOAT), 5, 4, 7)"""))
        .containsExactly(Row.of(0., 1.5, -1., null));
  }

  @Test
  void alignsItemsWithTheForecastOfTheirGroup() {
    String forecast =
        "ARRAY[ROW(DATE '2026-01-01', CAST(%s AS FLOAT), CAST(1 AS FLOAT), CAST(9 AS FLOAT))]";
    String ratios =
        "SELECT ALIGNMENT_RATIOS('_total', item_id, forecast) FROM (SELECT '_total' AS item_id, %s AS forecast UNION ALL SELECT 'a', %s UNION ALL SELECT 'b', %s)"
            .formatted(forecast.formatted(6), forecast.formatted(2), forecast.formatted(3));

    assertThat(batch.query(ratios)).containsExactly(Row.of((Object) new Float[] {1.2f}));
    assertThat(
            batch.query(
                "SELECT ALIGNMENT_GROUP('a', 'Fruit'), ALIGNMENT_GROUP('a', ''), ALIGNMENT_GROUP('_total', 'x')"))
        .containsExactly(Row.of("_category:Fruit", "_total", "_total"));
  }

  private static List<Row> expected() {
    List<Row> rows = new ArrayList<>();
    try (DemandModel model =
        ModelRegistry.at(folder.toUri().toString(), "demand")
            .load("v1", DemandFeatures.SCHEMA, 1)) {
      for (int i = 0; i < DemandRows.SERIES; i++) {
        OwnForecast own =
            OwnForecasts.of(
                new ForecastBasis(
                    TrainedModels.key(i),
                    "",
                    TrainedModels.LAST_DAY,
                    TrainedModels.history(i),
                    TrainedModels.CALENDAR,
                    OfferTimeline.NONE),
                model,
                STEPS);
        for (int step = 0; step < STEPS; step++) {
          rows.add(
              Row.of(
                  "W",
                  "item-" + i,
                  LocalDate.ofEpochDay(TrainedModels.LAST_DAY + 1 + step),
                  own.mean()[step],
                  own.quantiles()[0][step],
                  own.quantiles()[2][step]));
        }
      }
    }
    return rows;
  }
}
