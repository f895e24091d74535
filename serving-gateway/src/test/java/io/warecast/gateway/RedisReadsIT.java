package io.warecast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.warecast.gateway.GatewayFixture.Answer;
import io.warecast.gateway.http.HttpConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often Redis is asked, which it counts itself. */
class RedisReadsIT {

  private static final int SERIES = 40;

  private RedisFixture redis;
  private DelayingProxy proxy;
  private GatewayFixture gateway;

  @BeforeEach
  void start() {
    redis = RedisFixture.start();
    proxy = DelayingProxy.to(redis.port());
    GatewayConfig usual = GatewayFixture.config(proxy.port());
    HttpConfig http = usual.http();
    HttpConfig oneLoop =
        new HttpConfig(
            http.host(),
            http.port(),
            1,
            http.maxBodyBytes(),
            http.requestTimeout(),
            http.idleTimeout(),
            http.drainTimeout());
    gateway = GatewayFixture.start(new GatewayConfig(oneLoop, usual.redis(), usual.tokens()));
    for (int i = 0; i < SERIES; i++) {
      redis.store(Forecasts.of("BER", "item-" + i));
    }
    // connected, and the rate limit asked for ahead, so that only forecasts are counted below
    assertThat(gateway.post(body("item-0")).status()).isEqualTo(200);
    redis.send(Request.cmd(Command.CONFIG).arg("RESETSTAT"));
  }

  @AfterEach
  void stop() {
    gateway.close();
    proxy.close();
    redis.close();
  }

  private static String body(String item) {
    return "{\"warehouse_id\": \"BER\", \"item_id\": \"%s\"}".formatted(item);
  }

  private static String batch(List<String> items) {
    return items.stream()
        .map(RedisReadsIT::body)
        .collect(Collectors.joining(",", "{\"requests\": [", "]}"));
  }

  private Answer ask(List<String> items) {
    return gateway.send(
        gateway
            .request("/api/v1/predict/batch")
            .header("Authorization", "Bearer " + GatewayFixture.token("*"))
            .header("Content-Type", "application/json")
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(batch(items))));
  }

  private long calls(String command) {
    String statistics = redis.send(Request.cmd(Command.INFO).arg("commandstats")).toString();
    Matcher found = Pattern.compile("cmdstat_" + command + ":calls=(\\d+)").matcher(statistics);
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  @Test
  void asksForManySeriesInOneQuestion() {
    List<String> items = IntStream.range(1, SERIES).mapToObj(i -> "item-" + i).toList();

    Answer answer = ask(items);

    assertThat(answer.json().get("results")).hasSize(SERIES - 1);
    for (int i = 0; i < items.size(); i++) {
      assertThat(answer.json().at("/results/%d/prediction/item_id".formatted(i)).asText())
          .isEqualTo(items.get(i));
    }
    assertThat(calls("mget")).isEqualTo(1);
    assertThat(calls("get")).isZero();
  }

  @Test
  void refusesTheKeyThatIsNoForecastAndAnswersTheOthers() {
    redis.send(Request.cmd(Command.DEL).arg("forecast:BER:item-2"));
    redis.send(Request.cmd(Command.RPUSH).arg("forecast:BER:item-2").arg("x"));
    redis.set("forecast:BER:item-3", "{\"as_of\":1,\"sequence\":");

    Answer answer = ask(List.of("item-1", "item-2", "item-3", "nothing", "item-4"));

    List<Integer> statuses = new ArrayList<>();
    answer.json().get("results").forEach(each -> statuses.add(each.get("status").asInt()));
    assertThat(statuses).containsExactly(200, 502, 502, 404, 200);
  }

  @Test
  void asksOnceForWhatManyWantAtTheSameTime() {
    proxy.delay(300);
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(CompletableFuture.supplyAsync(() -> gateway.post(body("item-7"))));
    }

    for (CompletableFuture<Answer> each : answers) {
      assertThat(each.join().text("item_id")).isEqualTo("item-7");
    }
    await().untilAsserted(() -> assertThat(calls("get") + calls("mget")).isEqualTo(1));
  }
}
