package io.warecast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warecast.gateway.GatewayFixture.Answer;
import io.warecast.gateway.backend.BackendsConfig;
import io.warecast.gateway.backend.Limits;
import io.warecast.gateway.limit.LimitConfig;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stores that stop, come back, or are slow, while callers go on. */
class ChaosIT {

  private static final String SEEN = "{\"warehouse_id\": \"hamburg\", \"item_id\": \"seen\"}";
  private static final String STORED = "{\"warehouse_id\": \"hamburg\", \"item_id\": \"stored\"}";
  private static final String NOWHERE = "{\"warehouse_id\": \"hamburg\", \"item_id\": \"nowhere\"}";
  private static final Duration SOON = Duration.ofSeconds(10);

  private RedisFixture redis;
  private PostgresFixture postgres;
  private DelayingProxy proxy;
  private GatewayFixture gateway;

  @BeforeEach
  void start() {
    redis = RedisFixture.start();
    postgres = PostgresFixture.start();
    postgres.run("daily-1", "daily", Forecasts.ORIGIN, "published");
    for (String item : List.of("seen", "stored")) {
      redis.store(Forecasts.of("hamburg", item));
      postgres.store("daily-1", Forecasts.of("hamburg", item));
    }
    proxy = DelayingProxy.to(redis.port());
    GatewayConfig usual = GatewayFixture.config(proxy.port());
    gateway =
        GatewayFixture.start(
            new GatewayConfig(
                    usual.http(),
                    usual.redis(),
                    usual.tokens(),
                    GuardConfig.STANDARD.withLimits(
                        LimitConfig.STANDARD.withRequestsPerMinute(100_000_000)))
                .withBackends(
                    new BackendsConfig(
                        Optional.of(postgres.config()),
                        Optional.empty(),
                        Optional.empty(),
                        new Limits(2_000, 10, 10, 5, Duration.ofMillis(500)),
                        BackendsConfig.STANDARD_CACHE_BYTES,
                        0)));
  }

  @AfterEach
  void stop() {
    gateway.close();
    proxy.close();
    redis.close();
    postgres.close();
  }

  private void awaitSource(String body, String... sources) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              Answer answer = gateway.post(body);
              assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
              assertThat(answer.text("served_from")).isIn((Object[]) sources);
            });
  }

  @Test
  void namesWhereAnAnswerComesFromAsStoresGoAndComeBack() {
    awaitSource(SEEN, "cache");

    redis.stopServer();

    awaitSource(SEEN, "last-known");
    awaitSource(STORED, "postgres");
    assertThat(gateway.get("/ready").text("status")).isEqualTo("degraded");

    postgres.close();

    awaitSource(SEEN, "last-known");
    Answer none = gateway.post(NOWHERE);
    assertThat(none.status()).isEqualTo(503);
    assertThat(none.header("Retry-After")).isNotEmpty();
    assertThat(gateway.get("/ready").status()).isEqualTo(503);

    redis.startServer();
    redis.store(Forecasts.later("hamburg", "seen", 1));

    awaitSource(SEEN, "redis", "cache");
    awaitSource(SEEN, "cache");
    assertThat(gateway.post(SEEN).text("as_of")).startsWith("2026-03-02");
    assertThat(gateway.get("/ready").text("status")).isEqualTo("ready");
  }

  @Test
  void answersWithTheUsualWeekWhenTheCacheHasForgottenAndEverythingIsAway() {
    GatewayConfig usual = GatewayFixture.config(redis.port());
    BackendsConfig forgetful =
        new BackendsConfig(
            BackendsConfig.NONE.postgres(),
            BackendsConfig.NONE.kafka(),
            BackendsConfig.NONE.models(),
            Limits.STANDARD,
            0,
            0);
    try (GatewayFixture alone = GatewayFixture.start(usual.withBackends(forgetful))) {
      assertThat(alone.post(SEEN).text("served_from")).isEqualTo("redis");

      redis.stopServer();

      Answer answer = alone.post(SEEN);
      assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
      assertThat(answer.text("served_from")).isEqualTo("default");
      assertThat(answer.text("tier")).isEqualTo("seasonal");
      // the mean of the four Mondays of the forecast: 1.3, 8.3, 15.3, 22.3
      assertThat(answer.json().at("/predictions/0/mean").asDouble()).isEqualTo(11.8, within());
    }
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-4);
  }

  @Test
  void keepsAnsweringUnderLoadWhileRedisIsSlowThenStopsThenReturns() throws Exception {
    awaitSource(SEEN, "cache");
    Map<String, Integer> outcomes = new ConcurrentHashMap<>();
    Set<Thread> callers = ConcurrentHashMap.newKeySet();
    boolean[] done = {false};
    for (int i = 0; i < 8; i++) {
      Thread caller = new Thread(() -> call(outcomes, done));
      callers.add(caller);
      caller.start();
    }
    for (Runnable next :
        List.<Runnable>of(
            () -> proxy.delay(100),
            () -> proxy.delay(2_000),
            redis::stopServer,
            () -> {
              proxy.delay(0);
              redis.startServer();
              redis.store(Forecasts.later("hamburg", "seen", 2));
            })) {
      next.run();
      int before = outcomes.values().stream().mapToInt(Integer::intValue).sum();
      await()
          .atMost(SOON)
          .until(() -> outcomes.values().stream().mapToInt(Integer::intValue).sum() > before + 200);
    }
    done[0] = true;
    for (Thread each : new ArrayList<>(callers)) {
      each.join();
    }

    assertThat(new TreeMap<>(outcomes).keySet()).allMatch(each -> each.startsWith("200 "));
    awaitSource(SEEN, "cache");
    assertThat(gateway.post(SEEN).text("as_of")).startsWith("2026-03-03");
  }

  private void call(Map<String, Integer> outcomes, boolean[] done) {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = gateway.predict(SEEN).POST(BodyPublishers.ofString(SEEN)).build();
    while (!done[0]) {
      String outcome;
      try {
        var answer = client.send(request, BodyHandlers.ofString());
        String from = answer.body().replaceAll("(?s).*\"served_from\":\"([a-z-]+)\".*", "$1");
        outcome = answer.statusCode() + " " + from;
      } catch (Exception e) {
        outcome = e.toString();
      }
      outcomes.merge(outcome, 1, Integer::sum);
    }
  }

  @Test
  void servesForecastsAndRefusesThePastWhilePostgresIsAway() {
    String past = "/api/v1/actuals?warehouse_id=hamburg&from=2026-03-01&to=2026-03-02";
    HttpRequest.Builder request =
        gateway.request(past).header("Authorization", "Bearer " + GatewayFixture.token("*"));
    assertThat(gateway.send(request).status()).isEqualTo(200);
    awaitSource(SEEN, "cache");

    postgres.close();

    for (int i = 0; i < 10; i++) {
      Answer refused = gateway.send(request);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.problem()).isEqualTo("unavailable");
      assertThat(gateway.post(SEEN).status()).isEqualTo(200);
    }
  }
}
