package io.warecast.gateway;

import static io.warecast.gateway.ChaosWorld.SEEN;
import static io.warecast.gateway.ChaosWorld.SOON;
import static io.warecast.gateway.ChaosWorld.STORED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.warecast.gateway.GatewayFixture.Answer;
import io.warecast.gateway.backend.BackendsConfig;
import io.warecast.gateway.backend.Limits;
import io.warecast.gateway.page.StreamJobFixture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores that stop, come back, or are slow, while callers go on; and the audit of their calls. */
class ChaosIT {

  private static final String NOWHERE = "{\"warehouse_id\": \"hamburg\", \"item_id\": \"nowhere\"}";

  /** Of a model version that no store has: the stream job has to make them. */
  private static final List<String> MADE =
      IntStream.rangeClosed(1, 8)
          .mapToObj(
              days ->
                  """
                  {"warehouse_id": "hamburg", "item_id": "seen", "model_version": "other",
                   "horizon_days": %d}"""
                      .formatted(days))
          .toList();

  private static KafkaFixture kafka;

  @TempDir private Path spool;

  @BeforeAll
  static void start() throws Exception {
    kafka = KafkaFixture.start();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  private ChaosWorld world() {
    return new ChaosWorld(kafka, spool, false);
  }

  @Test
  void namesWhereAnAnswerComesFromAsStoresGoAndComeBack() {
    try (ChaosWorld world = world()) {
      world.awaitSource(SEEN, "cache");

      world.redis.stopServer();

      world.awaitSource(SEEN, "last-known");
      world.awaitSource(STORED, "postgres");
      assertThat(world.gateway.get("/ready").text("status")).isEqualTo("degraded");

      world.postgres.stopServer();

      world.awaitSource(SEEN, "last-known");
      Answer none = world.gateway.post(NOWHERE);
      assertThat(none.status()).isEqualTo(503);
      assertThat(none.header("Retry-After")).isNotEmpty();
      assertThat(world.gateway.get("/ready").status()).isEqualTo(503);

      world.redis.startServer();
      world.postgres.startServer();
      world.redis.store(Forecasts.later("hamburg", "seen", 1));

      world.awaitSource(SEEN, "redis", "cache");
      world.awaitSource(SEEN, "cache");
      assertThat(world.gateway.post(SEEN).text("as_of")).startsWith("2026-03-02");
      assertThat(world.gateway.get("/ready").text("status")).isEqualTo("ready");
      world.assertEveryCallIsOnRecord();
    }
  }

  @Test
  void answersWithTheUsualWeekWhenTheCacheHasForgottenAndEverythingIsAway() {
    BackendsConfig forgetful =
        new BackendsConfig(
            BackendsConfig.NONE.postgres(),
            BackendsConfig.NONE.kafka(),
            BackendsConfig.NONE.models(),
            Limits.STANDARD,
            0,
            0);
    try (RedisFixture redis = RedisFixture.start();
        GatewayFixture alone =
            GatewayFixture.start(GatewayFixture.config(redis.port()).withBackends(forgetful))) {
      redis.store(Forecasts.of("hamburg", "seen"));
      assertThat(alone.post(SEEN).text("served_from")).isEqualTo("redis");

      redis.stopServer();

      Answer answer = alone.post(SEEN);
      assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
      assertThat(answer.text("served_from")).isEqualTo("default");
      assertThat(answer.text("tier")).isEqualTo("seasonal");
      // the mean of the four Mondays of the forecast: 1.3, 8.3, 15.3, 22.3
      assertThat(answer.json().at("/predictions/0/mean").asDouble()).isCloseTo(11.8, within(1e-4));
    }
  }

  @Test
  void keepsAnsweringUnderLoadWhileRedisIsSlowThenStopsThenReturns() {
    try (ChaosWorld world = world()) {
      world.awaitSource(SEEN, "cache");
      Load load = world.load(8, SEEN);
      for (Runnable next :
          List.<Runnable>of(
              () -> world.proxy.delay(100),
              () -> world.proxy.delay(2_000),
              world.redis::stopServer,
              () -> {
                world.proxy.delay(0);
                world.redis.startServer();
                world.redis.store(Forecasts.later("hamburg", "seen", 2));
              })) {
        next.run();
        load.awaitMore(200, "");
      }

      assertThat(load.stop().keySet()).allMatch(each -> each.startsWith("200 "));
      world.awaitSource(SEEN, "cache");
      assertThat(world.gateway.post(SEEN).text("as_of")).startsWith("2026-03-03");
      world.assertEveryCallIsOnRecord();
    }
  }

  @Test
  void servesForecastsAndRefusesThePastWhilePostgresIsAway() {
    String past = "/api/v1/actuals?warehouse_id=hamburg&from=2026-03-01&to=2026-03-02";
    try (ChaosWorld world = world()) {
      assertThat(world.gateway.read(past).status()).isEqualTo(200);
      world.awaitSource(SEEN, "cache");
      Load load = world.load(4, SEEN);

      world.postgres.stopServer();

      for (int i = 0; i < 10; i++) {
        Answer refused = world.gateway.read(past);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.problem()).isEqualTo("unavailable");
        assertThat(refused.header("Retry-After")).isNotEmpty();
      }
      load.awaitMore(200, "200 cache");

      world.postgres.startServer();

      await().atMost(SOON).until(() -> world.gateway.read(past).status() == 200);
      assertThat(load.stop().keySet()).containsExactly("200 cache");
      world.assertEveryCallIsOnRecord();
    }
  }

  @Test
  void servesWhatIsKnownAndRefusesWhatMustBeMadeWhileKafkaIsAway() throws Exception {
    try (StreamJobFixture job = StreamJobFixture.start(kafka.bootstrap());
        ChaosWorld world = new ChaosWorld(kafka, spool, true)) {
      world.awaitSource(SEEN, "cache");
      world.awaitSource(MADE.get(0), "on-demand");
      Load known = world.load(4, SEEN);
      Load made = world.load(MADE);
      made.awaitMore(20, "200 on-demand");

      kafka.stopServer();

      known.awaitMore(500, "200 cache");
      made.awaitMore(100, "503 unavailable, retry"); // the circuit is open: nobody waits
      assertThat(stateOfTheStream(world)).isIn("open", "half-open");
      assertThat(world.gateway.metrics())
          .contains("audit_kafka_up 0.0")
          .contains("backend_circuit{backend=\"stream\",state=\"closed\"} 0.0");
      assertThat(spooled(world)).isPositive();

      kafka.startServer();

      made.awaitMore(20, "200 on-demand");
      known.awaitMore(100, "200 cache");
      Map<String, Integer> outcomes = made.stop();
      assertThat(known.stop().keySet()).containsExactly("200 cache");
      assertThat(outcomes.keySet()).containsExactly("200 on-demand", "503 unavailable, retry");
      await().atMost(SOON).until(() -> stateOfTheStream(world).equals("closed"));
      world.assertEveryCallIsOnRecord();
      await().atMost(SOON).until(() -> spooled(world) == 0);
    }
  }

  private static String stateOfTheStream(ChaosWorld world) {
    for (var backend : world.gateway.read("/api/v1/status").json().get("backends")) {
      if (backend.get("name").asText().equals("stream")) {
        return backend.get("state").asText();
      }
    }
    throw new AssertionError("no backend 'stream'");
  }

  private static double spooled(ChaosWorld world) {
    return world
        .gateway
        .metrics()
        .lines()
        .filter(line -> line.startsWith("audit_spool_bytes "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
        .sum();
  }
}
