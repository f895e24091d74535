package io.warecast.local.cli;

import io.warecast.domain.KafkaTopic;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastCodec;
import io.warecast.domain.order.OrderEvent;
import io.warecast.local.server.LocalStack;
import io.warecast.local.server.Postgres;
import io.warecast.pipeline.connector.kafka.KafkaConfig;
import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.pipeline.connector.postgres.PostgresSchema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import redis.clients.jedis.Jedis;

/**
 * All that a replay leaves behind.
 *
 * @param demandDays units by series and day, of days that are closed for sure
 * @param forecasts at the close of these days, by series and origin; left out is what depends on
 *     whether a late order came just before a close or just after it
 * @param served the forecasts in Redis at the last of these closes, by series
 * @param lakeOrders event ids, sorted
 * @param deadLetters reason and origin of each, sorted
 */
record ReplayResult(
    Map<String, String> demandDays,
    Map<String, String> forecasts,
    Map<String, String> served,
    List<String> lakeOrders,
    List<String> deadLetters) {

  private static final Pattern LETTER =
      Pattern.compile("\"partition\":(\\d+),\"offset\":(\\d+).*?\"reason\":\"(\\w+)\"");

  /** Empties every place that a replay writes to. */
  static void forget(LocalStack stack) throws Exception {
    PostgresSchema.migrate(DailyCommand.targets(stack).postgres());
    try (Connection postgres = connect(stack);
        Statement sql = postgres.createStatement()) {
      sql.execute("DELETE FROM daily_demand");
      sql.execute("DELETE FROM feature_snapshot");
      sql.execute("DELETE FROM forecast WHERE run_id LIKE 'continuous-%'");
      sql.execute("DELETE FROM forecast_run WHERE kind = 'continuous'");
    }
    try (Jedis redis = new Jedis(stack.redis().host(), stack.redis().port())) {
      redis.flushAll();
    }
    lake(stack).streamOrders().deleteAll();
  }

  /** What is there now. */
  static ReplayResult read(LocalStack stack, KafkaConfig kafka, ReplayedOrders orders)
      throws Exception {
    int lastDay = orders.lastClosedDay();
    try (Connection postgres = connect(stack)) {
      String day = "'" + LocalDate.ofEpochDay(lastDay) + "'";
      Map<String, String> days =
          rows(
              postgres,
              "SELECT warehouse_id || '|' || item_id || ' ' || day, units::text FROM daily_demand WHERE day <= "
                  + day);
      Map<String, String> forecasts =
          rows(
              postgres,
              "SELECT warehouse_id || '|' || item_id || ' ' || origin, as_of::text || mean::text || CASE WHEN item_id IN ('"
                  + String.join("', '", withoutIntervals(orders))
                  + "') THEN '' ELSE quantiles::text END FROM forecast WHERE run_id LIKE 'continuous-%' AND (origin = "
                  + day
                  + " OR (origin < "
                  + day
                  + " AND item_id NOT LIKE '\\_%' AND item_id NOT IN ('"
                  + String.join("', '", orders.correctedItems())
                  + "')))");
      return new ReplayResult(
          days, forecasts, served(stack, orders), lakeOrders(stack), deadLetters(kafka));
    }
  }

  /** Whether all orders have come through. */
  boolean isWhole(ReplayedOrders orders, long series) {
    return deadLetters.size() >= orders.refused()
        && lakeOrders.size() >= orders.accepted()
        && served.size() == series
        && demandDays.size() == series * orders.closedDays();
  }

  private static Map<String, String> rows(Connection postgres, String query) throws Exception {
    Map<String, String> rows = new TreeMap<>();
    try (Statement sql = postgres.createStatement();
        ResultSet found = sql.executeQuery(query)) {
      while (found.next()) {
        rows.put(found.getString(1), found.getString(2));
      }
    }
    return rows;
  }

  /**
   * Whose intervals go by how those of the days before have held when these were closed: a late
   * order that came just after a close changes none of them any more.
   */
  private static List<String> withoutIntervals(ReplayedOrders orders) {
    List<String> items = new ArrayList<>(orders.correctedItems());
    items.addAll(orders.correctedGroups());
    return items;
  }

  private static Map<String, String> served(LocalStack stack, ReplayedOrders orders)
      throws Exception {
    int originDay = orders.lastClosedDay();
    List<String> withoutIntervals = withoutIntervals(orders);
    Map<String, String> served = new TreeMap<>();
    try (Jedis redis = new Jedis(stack.redis().host(), stack.redis().port())) {
      for (String key : redis.keys("forecast:*")) {
        Forecast forecast = ForecastCodec.decode(redis.get(key));
        if (forecast.originDay() >= originDay) {
          String intervals =
              withoutIntervals.contains(forecast.key().itemId())
                  ? ""
                  : Arrays.deepToString(forecast.quantiles());
          served.put(key, Arrays.toString(forecast.mean()) + intervals);
        }
      }
    }
    return served;
  }

  private static List<String> lakeOrders(LocalStack stack) throws Exception {
    List<String> ids = new ArrayList<>();
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
    try (CloseableIterator<OrderEvent> orders =
        env.fromSource(
                lake(stack).streamOrders().source(), WatermarkStrategy.noWatermarks(), "orders")
            .executeAndCollect()) {
      orders.forEachRemaining(order -> ids.add(order.eventId()));
    }
    return ids.stream().sorted().toList();
  }

  private static List<String> deadLetters(KafkaConfig kafka) {
    List<String> letters = new ArrayList<>();
    for (String letter : CommittedRecords.of(kafka, KafkaTopic.DEAD_LETTERS)) {
      Matcher parts = LETTER.matcher(letter);
      letters.add(
          parts.find()
              ? parts.group(3) + " of " + parts.group(1) + ":" + parts.group(2)
              : "unreadable: " + letter);
    }
    return letters.stream().sorted().toList();
  }

  private static Lake lake(LocalStack stack) {
    return Lake.at(stack.lakeUri().toString());
  }

  private static Connection connect(LocalStack stack) throws Exception {
    Postgres postgres = stack.postgres();
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }
}
