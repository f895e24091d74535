package io.warecast.local.cli;

import io.warecast.domain.KafkaTopic;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.series.SeriesKey;
import io.warecast.local.flink.LocalFlink;
import io.warecast.local.replay.OrderReplay;
import io.warecast.local.server.Home;
import io.warecast.local.server.LocalStack;
import io.warecast.local.server.Postgres;
import io.warecast.local.server.ProjectRoot;
import io.warecast.local.server.Redis;
import java.io.PrintStream;
import java.util.Optional;
import redis.clients.jedis.Jedis;

/** What {@code up} prints when all is ready: where everything answers, and a first question. */
final class Welcome {

  private Welcome() {}

  static void print(LocalStack stack, LocalFlink flink, LocalGateway gateway, PrintStream out) {
    Redis redis = stack.redis();
    Postgres postgres = stack.postgres();
    out.printf("  Page        %s/%n", gateway.url());
    out.printf("  API         %s%n", gateway.url());
    out.printf("  Metrics     %s%n", gateway.metricsUrl());
    out.printf("  Flink       %s%n", flink.webUrl());
    out.printf(
        "  PostgreSQL  %s (user %s, password in %s)%n",
        postgres.jdbcUrl().replaceAll("\\?.*", "").replaceAll("^jdbc:", ""),
        postgres.user(),
        stack.home().postgresPasswordFile());
    out.printf("  Redis       redis://%s:%d%n", redis.host(), redis.port());
    out.printf("  Kafka       %s%n", stack.kafkaBootstrap());
    out.printf("  Lake        %s%n", stack.lakeUri());
    out.printf("  Logs        %s%n%n", stack.home().logs());
    example(stack)
        .ifPresent(
            forecast -> {
              out.printf(
                  "Sign in to the page with a token:%n%n%s%n%n", command(stack.home(), "token"));
              out.printf("Ask for a forecast:%n%n%s%n%n", curl(stack.home(), gateway, forecast));
              out.println(toWatch(stack, forecast.key()));
            });
    out.println("Ctrl-C stops everything.");
  }

  /** Only the sample has orders to replay; those of imported data come by Kafka. */
  private static String toWatch(LocalStack stack, SeriesKey key) {
    String watch = command(stack.home(), watch(key));
    return OrderReplay.isPossible(stack.home())
        ? "Watch one move, each line in a terminal of its own:%n%n%s%n%s%n"
            .formatted(watch, command(stack.home(), "replay --speed 600x"))
        : "Watch one move as orders come on the topic %s:%n%n%s%n"
            .formatted(KafkaTopic.ORDERS.topicName(), watch);
  }

  private static Optional<Forecast> example(LocalStack stack) {
    try (Jedis jedis = new Jedis(stack.redis().host(), stack.redis().port())) {
      return KnownSeries.anyForecast(jedis);
    }
  }

  private static String watch(SeriesKey key) {
    return "watch %s %s".formatted(quoted(key.warehouseId()), quoted(key.itemId()));
  }

  private static String command(Home home, String rest) {
    return "%s --home %s %s"
        .formatted(
            quoted(ProjectRoot.path().resolve("warecast").toString()),
            quoted(home.root().toString()),
            rest);
  }

  /** Without a date: the first day served moves on with the orders, a printed line does not. */
  private static String curl(Home home, LocalGateway gateway, Forecast forecast) {
    return "curl -s %s/api/v1/predict -H \"Authorization: Bearer $(%s)\" -H 'Content-Type: application/json' -d '{\"warehouse_id\":%s,\"item_id\":%s,\"horizon_days\":%d}'"
        .formatted(
            gateway.url(),
            command(home, "token"),
            json(forecast.key().warehouseId()),
            json(forecast.key().itemId()),
            Math.min(7, forecast.horizon()));
  }

  /** For a POSIX shell. */
  private static String quoted(String text) {
    return text.matches("[A-Za-z0-9_./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** JSON text inside a shell's single quotes. */
  private static String json(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("'", "\\u0027");
    return '"' + escaped + '"';
  }
}
