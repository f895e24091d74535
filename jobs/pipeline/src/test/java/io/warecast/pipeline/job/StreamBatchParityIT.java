package io.warecast.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.warecast.domain.KafkaTopic;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.order.OrderEvent;
import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.pipeline.operator.ForecastSettings;
import io.warecast.pipeline.operator.Recalibration;
import io.warecast.pipeline.topology.SeriesTopology;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;

/**
 * Orders of 63 days replayed through the real continuous job, and the batch at every one of the
 * same origins, from the lake's history and the raw orders that the job has left there.
 *
 * <p>A forecast knows what had arrived when its day closed. Hence two halves: the origins of the
 * first are compared before late orders of some of their days are sent; those of the second know
 * the late orders in stream and batch alike. So every closing forecast of every series is compared,
 * all bits of it, and none of the first half may change afterwards.
 */
class StreamBatchParityIT extends ContinuousScenario {

  private static final int HORIZON = 14;
  private static final int MIDDLE = ParityOrders.FIRST_DAY + 31;

  private final Set<OrderEvent> sent = new HashSet<>();

  @Override
  void writeLake(Path lake) {
    ParityOrders.writeHistory(lake);
  }

  @Test
  void everyClosingForecastEqualsTheBatchAtItsOriginToTheBit() throws Exception {
    start("--horizon", "" + HORIZON, "--out-of-orderness", "7200", "--idleness", "3600");
    sendUntil(Long.MIN_VALUE, noon(MIDDLE));
    awaitClosed(MIDDLE - 1);
    assertThat(corrections()).as("before late orders were sent").isEmpty();
    Map<Integer, Map<String, String>> firstHalf = new TreeMap<>();
    for (int origin = ParityOrders.HISTORY_END; origin < MIDDLE; origin++) {
      firstHalf.put(origin, assertParity(origin));
    }

    for (OrderEvent late : ParityOrders.late(MIDDLE)) {
      send(late, noon(MIDDLE) + 1);
      sent.add(late);
    }
    sendUntil(noon(MIDDLE), noon(ParityOrders.LAST_DAY + 1));
    awaitClosed(ParityOrders.LAST_DAY);
    for (int origin = MIDDLE; origin <= ParityOrders.LAST_DAY; origin++) {
      assertParity(origin);
    }
    assertThat(stream(ParityOrders.LAST_DAY)).hasSize(ParityOrders.SERIES);
    assertItemsAddUpToTheirCategories(ParityOrders.HISTORY_END);
    assertItemsAddUpToTheirCategories(ParityOrders.LAST_DAY);
    assertThat(lake().intervalFactors().at(ParityOrders.LAST_DAY))
        .as("recalibration is at work in what has been compared")
        .anyMatch(factors -> factors.at(0, 0) != factors.at(0, factors.levels().length - 1));
    assertLiveAccuracyIsThatOfWhatWasWritten();
    assertAlertsAreTheSameInTableAndTopic();
    firstHalf.forEach((origin, then) -> assertThat(stream(origin)).isEqualTo(then));
    assertThat(status()).isEqualTo(JobStatus.RUNNING);
  }

  private void sendUntil(long after, long until) {
    for (ParityOrders.Arrival arrival : ParityOrders.arrivals()) {
      if (arrival.at() > after && arrival.at() <= until) {
        send(arrival.order(), arrival.at());
        sent.add(arrival.order());
      }
    }
    send(KafkaTopic.ORDERS, null, until, null, utf8("{\"hostile\""));
    sent.addAll(passTime(ParityOrders.WAREHOUSE, until));
  }

  /** All forecasts of the origin are written, and every order is in the lake, once. */
  private void awaitClosed(int origin) {
    await()
        .untilAsserted(
            () -> {
              assertThat(status()).isEqualTo(JobStatus.RUNNING);
              assertThat(stream(origin).size()).isGreaterThanOrEqualTo(4 * (112 + 5));
            });
    await()
        .untilAsserted(
            () -> {
              List<OrderEvent> found = lakeOrders();
              assertThat(found.size()).isEqualTo(sent.size());
              assertThat(new HashSet<>(found).equals(sent)).isTrue();
            });
    await()
        .untilAsserted(() -> assertThat(stream(origin).keySet()).isEqualTo(batch(origin).keySet()));
  }

  private Map<String, String> assertParity(int origin) throws Exception {
    Map<String, String> batch = batch(origin);
    Map<String, String> stream = stream(origin);
    assertThat(stream.keySet()).as("series at %s", date(origin)).isEqualTo(batch.keySet());
    batch.forEach(
        (series, forecast) ->
            assertThat(stream.get(series))
                .as("%s at %s", series, date(origin))
                .isEqualTo(forecast));
    return stream;
  }

  /** Which they would not by chance: alignment is at work in what has been compared. */
  private void assertItemsAddUpToTheirCategories(int origin) {
    List<String> sums =
        Published.rows(
            postgres(),
            """
            SELECT concat_ws(' ', warehouse_id, category, count(*),
                             round(100 * sum(mean) FILTER (WHERE NOT is_group)
                                   / sum(mean) FILTER (WHERE is_group), 3))
              FROM (SELECT f.warehouse_id, f.mean[3]::numeric AS mean, left(item_id, 1) = '_' AS is_group,
                           CASE WHEN left(item_id, 1) = '_' THEN right(item_id, 1)::int
                                ELSE split_part(item_id, '-', 2)::int %% 5 END AS category
                      FROM forecast f JOIN forecast_run USING (run_id)
                     WHERE kind = 'continuous' AND f.origin = '%s' AND item_id <> '_total') each
             WHERE category < 4
             GROUP BY warehouse_id, category"""
                .formatted(date(origin)));
    assertThat(sums).hasSize(4 * 4).allMatch(sum -> sum.endsWith(" 100.000"));
  }

  /** Late orders included: as a backtest would compute it from the tables. */
  private void assertLiveAccuracyIsThatOfWhatWasWritten() {
    String from =
        """
          FROM forecast f JOIN forecast_run USING (run_id)
          JOIN (VALUES (1), (7), (14)) steps (step) ON true
          JOIN daily_demand d ON d.warehouse_id = f.warehouse_id AND d.item_id = f.item_id
                             AND d.day = f.origin + step
         WHERE kind = 'continuous' AND left(f.item_id, 1) <> '_'
         GROUP BY d.warehouse_id, d.day, step ORDER BY 1""";
    String wape =
        "round((sum(abs(f.mean[step]::float8 - d.units)) / sum(d.units::float8))::numeric, 6)";
    String coverage =
        "round(avg((d.units BETWEEN f.quantiles[1][step] AND f.quantiles[array_length(f.quantiles, 1)][step])::int), 6)";
    assertMeasure("wape", wape, from);
    assertMeasure("coverage%", coverage, from);
  }

  private void assertMeasure(String measure, String expression, String from) {
    List<String> expected =
        Published.rows(
            postgres(),
            "SELECT concat_ws(' ', d.warehouse_id, d.day, step, " + expression + ")" + from);
    assertThat(expected).hasSizeGreaterThan(4 * 3 * 40);
    await()
        .untilAsserted(
            () ->
                assertThat(
                        Published.rows(
                            postgres(),
                            """
                            SELECT concat_ws(' ', warehouse_id, day, steps, round(value::numeric, 6))
                              FROM live_accuracy
                             WHERE demand_class = 'all' AND measure LIKE '%s' ORDER BY 1"""
                                .formatted(measure)))
                    .isEqualTo(expected));
  }

  /** The history is another process than the orders are, which must not go unnoticed. */
  private void assertAlertsAreTheSameInTableAndTopic() {
    List<String> table =
        Published.rows(
            postgres(),
            "SELECT concat_ws(' ', warehouse_id, day, kind, subject) FROM alert ORDER BY 1");
    assertThat(table).isNotEmpty();
    Set<String> topic = new TreeSet<>();
    await()
        .untilAsserted(
            () -> {
              for (var record : broker.committed(kafka.topic(KafkaTopic.ALERTS))) {
                JsonNode alert = new JsonMapper().readTree(record.value());
                topic.add(
                    String.join(
                        " ",
                        alert.path("warehouse_id").asText(),
                        alert.path("day").asText(),
                        alert.path("kind").asText(),
                        alert.path("subject").asText()));
              }
              assertThat(topic).containsExactlyInAnyOrderElementsOf(table);
            });
  }

  private List<String> corrections() {
    return Published.rows(
        postgres(),
        "SELECT concat_ws(' ', warehouse_id, item_id, day, units, revision) FROM daily_demand WHERE revision > 0");
  }

  /** What the daily batch makes, by series. */
  private Map<String, String> batch(int origin) throws Exception {
    StreamExecutionEnvironment env = environment();
    // The same bits at any parallelism.
    env.setParallelism(1 + origin % 2);
    Lake lake = lake();
    Map<String, String> forecasts = new TreeMap<>();
    try (CloseableIterator<Forecast> made =
        SeriesTopology.forecasts(
                LakeInputs.demandAndOffers(env, lake, origin),
                LakeInputs.shared(env, lake, ModelsInUse.of(targets.registry(), "demand")),
                origin,
                lake.lastDay() + 1,
                LakeInputs.masterData(lake).categories(),
                Recalibration.of(lake.intervalFactors().at(origin)),
                ForecastSettings.of(HORIZON, 1))
            .executeAndCollect()) {
      made.forEachRemaining(
          f ->
              forecasts.put(
                  f.key().partitionKey(),
                  text(f.tier().wireName(), f.modelVersion(), f.asOf(), f.mean(), f.quantiles())));
    }
    return forecasts;
  }

  /** What the continuous job has written at the close of a day, by series. */
  private Map<String, String> stream(int origin) {
    Map<String, String> forecasts = new TreeMap<>();
    try (Connection connection = postgres().connect();
        PreparedStatement query =
            connection.prepareStatement(
                """
                SELECT warehouse_id || '|' || item_id, tier, f.model_version, as_of, mean, quantiles
                  FROM forecast f JOIN forecast_run USING (run_id)
                 WHERE kind = 'continuous' AND f.origin = ?""")) {
      query.setObject(1, date(origin));
      ResultSet found = query.executeQuery();
      while (found.next()) {
        Float[][] rows = (Float[][]) found.getArray(6).getArray();
        float[][] quantiles = new float[rows.length][];
        for (int level = 0; level < rows.length; level++) {
          quantiles[level] = floats(rows[level]);
        }
        String before =
            forecasts.put(
                found.getString(1),
                text(
                    found.getString(2),
                    found.getString(3),
                    found.getTimestamp(4).getTime(),
                    floats((Float[]) found.getArray(5).getArray()),
                    quantiles));
        assertThat(before).isNull();
      }
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
    return forecasts;
  }

  /** The shortest decimals that name a float name no other. */
  private static String text(
      String tier, String version, long asOf, float[] mean, float[][] quantiles) {
    return "%s %s %d %s %s"
        .formatted(tier, version, asOf, Arrays.toString(mean), Arrays.deepToString(quantiles));
  }

  private static float[] floats(Float[] boxed) {
    float[] values = new float[boxed.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = boxed[i];
    }
    return values;
  }

  private static LocalDate date(int day) {
    return LocalDate.ofEpochDay(day);
  }

  /** UTC noon: of no warehouse the day before is still open, and of all of them the day itself. */
  private static long noon(int day) {
    return day * 86_400_000L + 43_200_000L;
  }
}
