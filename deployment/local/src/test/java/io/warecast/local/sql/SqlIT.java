package io.warecast.local.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.warecast.domain.feature.DemandFeatures;
import io.warecast.local.cli.SqlHome;
import io.warecast.scoring.registry.ModelRegistry;
import io.warecast.scoring.registry.VersionNames;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SQL on the local stack, by the JDBC driver and the gateway's REST interface. */
class SqlIT {

  private static final int STEPS = 28;
  private static final String ROW = "warehouse_id, item_id, target_date, mean, `lower`, `upper`";

  private static SqlStack stack;
  private static SqlSession session;

  /** Served forecasts by warehouse, item and day: mean, lower, upper. */
  private static Map<String, List<Float>> served;

  @BeforeAll
  static void start() throws Exception {
    stack = SqlStack.start();
    session = stack.session();
    served = ofTheDailyBatch("");
    // In the order of time: Flink passes over what is late.
    String kafka = stack.servers().kafkaBootstrap();
    OrdersOfADay.send(kafka, "hamburg", "bakery-001", 40, "2026-02-01T12:00:00Z");
    OrdersOfADay.send(kafka, "hamburg", "bakery-002", 5_000, "2026-02-02T10:15:00Z");
  }

  @AfterAll
  static void stop() throws Exception {
    if (session != null) {
      session.close();
    }
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  void forecastInBatchSqlIsTheServedForecast() throws Exception {
    assertThat(served).hasSize(265 * STEPS);

    assertThat(byDay(session.query("SELECT " + ROW + " FROM aligned_forecast"))).isEqualTo(served);
  }

  @Test
  void forecastStreamOverTheSameHistoryIsTheServedForecast() throws Exception {
    String ratios =
        session
            .query(
                "SELECT a.warehouse_id, a.group_id, u.step, u.ratio FROM alignment a CROSS JOIN UNNEST(a.ratios) WITH ORDINALITY AS u (ratio, step)")
            .stream()
            .sorted(Comparator.comparing(row -> (Integer) row.get(2)))
            .collect(
                Collectors.groupingBy(
                    row -> "'%s', '%s'".formatted(row.get(0), row.get(1)),
                    Collectors.mapping(
                        row -> "CAST(%sE0 AS FLOAT)".formatted(((Float) row.get(3)).doubleValue()),
                        Collectors.joining(", "))))
            .entrySet()
            .stream()
            .map(group -> "(%s, ARRAY[%s])".formatted(group.getKey(), group.getValue()))
            .collect(Collectors.joining(", "));
    try (SqlSession streaming = stack.session()) {
      streaming.run("SET 'execution.runtime-mode' = 'streaming'");
      streaming.run(
          "CREATE TEMPORARY VIEW ratios AS SELECT * FROM (VALUES %s) AS t (warehouse_id, group_id, ratios)"
              .formatted(ratios));
      // The options of the day that a forecast goes on from are the ones that count.
      streaming.run(
          """
          CREATE TEMPORARY VIEW history AS
          SELECT s.warehouse_id, s.item_id, CAST(TIMESTAMPADD(DAY, u.place - 1, s.first_day) AS DATE) AS `day`, u.units,
            CASE WHEN u.place = CARDINALITY(s.units) THEN s.options END AS options
          FROM (
            SELECT d.warehouse_id, d.item_id, d.first_day, d.units,
              FORECAST_OPTIONS(warehouse_id => d.warehouse_id, item_id => d.item_id, category => i.category,
                offers => o.offers, calendar => w.calendar, weather => w.weather, alignment => r.ratios) AS options
            FROM lake.demand d
            JOIN lake.warehouses w ON w.warehouse_id = d.warehouse_id
            JOIN lake.items i ON i.item_id = d.item_id
            JOIN lake.offers o ON o.warehouse_id = d.warehouse_id AND o.item_id = d.item_id
            JOIN ratios r ON r.warehouse_id = d.warehouse_id AND r.group_id = ALIGNMENT_GROUP(i.item_id, i.category)
            UNION ALL
            SELECT d.warehouse_id, d.item_id, d.first_day, d.units,
              FORECAST_OPTIONS(warehouse_id => d.warehouse_id, item_id => d.item_id, calendar => w.calendar)
            FROM lake.demand d JOIN lake.warehouses w ON w.warehouse_id = d.warehouse_id
            WHERE d.item_id LIKE '\\_%' ESCAPE '\\') s
          CROSS JOIN UNNEST(s.units) WITH ORDINALITY AS u (units, place)""");

      List<List<Object>> found =
          streaming.query(
              """
              SELECT warehouse_id, item_id, target_date, mean, `lower`, `upper`
              FROM FORECAST_STREAM(input => TABLE history PARTITION BY (warehouse_id, item_id),
                horizon => 28, from_origin => DATE '%s')"""
                  .formatted(SqlHome.LAST_DAY));

      assertThat(byDay(found)).isEqualTo(served);
    }
  }

  @Test
  void mlPredictOnDemandFeaturesIsTheServedForecastOfSeriesThatTheModelForecasts()
      throws Exception {
    session.run(
        """
        CREATE TEMPORARY VIEW aligned_features AS
        SELECT f.*, a.ratios[CAST(f.step AS INT)] AS alignment_ratio
        FROM demand_features f
        JOIN own_forecast o ON o.warehouse_id = f.warehouse_id AND o.item_id = f.item_id
        JOIN alignment a ON a.warehouse_id = f.warehouse_id AND a.group_id = o.group_id""");
    Map<String, List<Float>> found =
        byDay(
            session.query(
                """
                SELECT warehouse_id, item_id, target_date, mean, q025, q975
                FROM ML_PREDICT(TABLE aligned_features, MODEL aligned_demand, DESCRIPTOR(`%s`, demand_class, alignment_ratio))"""
                    .formatted(String.join("`, `", DemandFeatures.SCHEMA.names()))));
    Map<String, List<Float>> ofTheModel = ofTheDailyBatch(" WHERE method = 'xgboost'");

    found.keySet().retainAll(ofTheModel.keySet());
    assertThat(ofTheModel).hasSizeGreaterThan(200 * STEPS);
    assertThat(found).isEqualTo(ofTheModel);
  }

  @Test
  void theHttpApiAnswersTheServedForecast() throws Exception {
    Map<String, List<Float>> answered = new TreeMap<>();
    Set<String> series = new LinkedHashSet<>();
    served.keySet().forEach(day -> series.add(day.substring(0, day.lastIndexOf(' '))));
    assertThat(series).hasSizeGreaterThan(200);
    String token = SqlHome.token();
    SqlHome.withApi(
        stack.servers(),
        url -> {
          for (String each : series) {
            String warehouse = each.substring(0, each.indexOf(' '));
            String item = each.substring(each.indexOf(' ') + 1);
            answered.putAll(HttpAnswers.of(url, token, warehouse, item, STEPS));
          }
        });
    assertThat(answered).isEqualTo(served);
  }

  @Test
  void sumsUpTomorrowByRegion() throws Exception {
    List<List<Object>> rows = example("tomorrow_by_region");

    double sum = rows.stream().mapToDouble(row -> ((BigDecimal) row.get(2)).doubleValue()).sum();
    double expected =
        served.entrySet().stream()
            .filter(each -> each.getKey().endsWith(" 2026-02-01") && !each.getKey().contains(" _"))
            .mapToDouble(each -> each.getValue().get(0))
            .sum();
    assertThat(rows).hasSizeGreaterThan(4);
    assertThat(sum).isCloseTo(expected, within(.1 * rows.size()));
    assertThat(rows.stream().mapToLong(row -> (Long) row.get(3)).sum()).isEqualTo(240);
  }

  @Test
  void supposesAPromotion() throws Exception {
    List<List<Object>> rows = example("what_if_promotion");

    assertThat(rows).hasSize(60);
    assertThat(rows.stream().mapToDouble(row -> ((BigDecimal) row.get(4)).doubleValue()).sum())
        .isPositive();
  }

  @Test
  void holdsLastMonthAgainstWhatCame() throws Exception {
    assertThat(example("forecast_against_actual"))
        .hasSize(5)
        .allSatisfy(
            row -> {
              assertThat((BigDecimal) row.get(3))
                  .isBetween(new BigDecimal("0.1"), new BigDecimal("0.6"));
              assertThat((BigDecimal) row.get(4)).isBetween(new BigDecimal("0.8"), BigDecimal.ONE);
            });
  }

  @Test
  void findsTheWorstSeries() throws Exception {
    List<List<Object>> rows = example("worst_series");

    assertThat(rows).hasSize(10);
    assertThat(rows)
        .isSortedAccordingTo(
            Comparator.comparing((List<Object> row) -> (BigDecimal) row.get(3)).reversed());
  }

  @Test
  void holdsModelsAgainstEachOther() throws Exception {
    ModelRegistry models = ModelRegistry.at(stack.servers().modelsUri().toString(), "demand");
    String version = models.manifest("latest").version();
    models.change(aliases -> aliases.naming("candidate", VersionNames.heldBack(version)));

    List<List<Object>> rows = example("model_against_model");

    assertThat(rows).extracting(row -> row.get(0)).containsExactlyInAnyOrder("a", "b", "baseline");
    assertThat(rows).allSatisfy(row -> assertThat(row.get(1)).isEqualTo(240L));
  }

  private static List<List<Object>> example(String name) throws Exception {
    return session.script(
        Files.readString(SqlCatalogue.folder().resolve("examples").resolve(name + ".sql")), 100);
  }

  @Test
  void alertsComeWhileOrdersGoBeyondTheForecast() throws Exception {
    try (SqlSession own = stack.session()) {
      List<List<Object>> rows =
          own.script(
              Files.readString(SqlCatalogue.folder().resolve("examples").resolve("alerts.sql")), 1);

      assertThat(rows.get(0))
          .startsWith("hamburg", "bakery-002")
          .satisfies(row -> assertThat((Double) row.get(3)).isGreaterThanOrEqualTo(5_000));
      assertThat((Double) rows.get(0).get(6)).isGreaterThan(1);
    }
  }

  @Test
  void forecastsGoOnWithEachDayThatCloses() throws Exception {
    int days =
        (Integer)
            session
                .query(
                    "SELECT CARDINALITY(units) FROM lake.demand WHERE warehouse_id = 'hamburg' AND item_id = 'bakery-001'")
                .get(0)
                .get(0);
    try (SqlSession own = stack.session()) {
      List<List<Object>> rows =
          own.script(
              Files.readString(
                  SqlCatalogue.folder().resolve("examples").resolve("continuous_forecast.sql")),
              days + 1);

      // One a day of the lake and one of the day of orders, whichever of them came last.
      assertThat(rows).hasSize(days + 1);
      List<Object> last = rows.get(days);
      assertThat(last).startsWith("hamburg", "bakery-001");
      assertThat(last.get(2)).hasToString("2026-02-01");
      assertThat(last.get(3)).hasToString("2026-02-02");
      assertThat((Float) last.get(4)).isBetween((Float) last.get(5), (Float) last.get(6));
    }
  }

  @Test
  void theGatewayAnswersByRest() throws Exception {
    RestSession rest = RestSession.open(stack.port());

    assertThat(rest.run("SELECT COUNT(*) AS warehouses FROM lake.warehouses"))
        .contains("\"fields\":[5]");
  }

  @Test
  void theClientRunsAScriptWithTheCatalogueLoaded() throws Exception {
    Path script = stack.servers().home().root().resolve("question.sql");
    Path answer = stack.servers().home().root().resolve("answer.txt");
    Files.writeString(script, "SELECT COUNT(*) AS days FROM demand_days;\n");

    int code =
        SqlClient.run(
            stack.cluster(),
            SqlCatalogue.statements(stack.servers()),
            Optional.of(script),
            Optional.of(answer));

    assertThat(answer).content().contains("days", "65109");
    assertThat(code).isZero();
  }

  private static Map<String, List<Float>> byDay(List<List<Object>> rows) {
    Map<String, List<Float>> byDay = new TreeMap<>();
    for (List<Object> row : rows) {
      byDay.put(
          "%s %s %s".formatted(row.get(0), row.get(1), row.get(2)),
          List.of((Float) row.get(3), (Float) row.get(4), (Float) row.get(5)));
    }
    return byDay;
  }

  private static Map<String, List<Float>> ofTheDailyBatch(String where) throws Exception {
    Map<String, List<Float>> byDay = new TreeMap<>();
    var postgres = stack.servers().postgres();
    try (Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT warehouse_id, item_id, target_date, mean, lower, upper FROM current_forecast"
                        + where)) {
      while (rows.next()) {
        byDay.put(
            "%s %s %s".formatted(rows.getString(1), rows.getString(2), rows.getString(3)),
            List.of(rows.getFloat(4), rows.getFloat(5), rows.getFloat(6)));
      }
    }
    return byDay;
  }
}
