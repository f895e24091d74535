package io.warecast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.warecast.domain.forecast.ForecastCodec;
import io.warecast.domain.forecast.RedisKeys;
import io.warecast.domain.series.SeriesKey;
import io.warecast.gateway.GatewayFixture.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PredictIT {

  private static RedisFixture redis;
  private static GatewayFixture gateway;

  @BeforeAll
  static void start() {
    redis = RedisFixture.start();
    redis.store(Forecasts.of("BER", "_total"));
    redis.store(Forecasts.of("BER", "apple"));
    redis.store(Forecasts.of("BER", "crème brûlée 🍮"));
    gateway = GatewayFixture.start(redis.port());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    redis.close();
  }

  @Test
  void answersTheWholeWarehouseFromTheFirstDayWhenNothingElseIsAsked() {
    Answer answer = gateway.post("{\"warehouse_id\": \"BER\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo("application/json");
    assertThat(answer.text("warehouse_id")).isEqualTo("BER");
    assertThat(answer.text("item_id")).isEqualTo("_total");
    assertThat(answer.text("model_version")).isEqualTo("demand-7");
    assertThat(answer.text("as_of")).isEqualTo("2026-03-01T22:59:59.999Z");
    assertThat(answer.text("tier")).isEqualTo("model");
    assertThat(answer.text("method")).isEqualTo("xgboost");
    assertThat(answer.text("generated_at")).isEqualTo("2026-03-02T01:02:03.004Z");
    assertThat(answer.json().get("latency_ms").asDouble()).isBetween(0.0, 5_000.0);
    JsonNode predictions = answer.json().get("predictions");
    assertThat(predictions).hasSize(7);
    assertThat(predictions.get(0)).hasToString("{\"target_date\":\"2026-03-02\",\"mean\":1.3}");
    assertThat(predictions.get(6).get("target_date").asText()).isEqualTo("2026-03-08");
    JsonNode intervals = answer.json().get("confidence_intervals");
    assertThat(intervals).hasSize(7);
    assertThat(intervals.get(6))
        .hasToString("{\"target_date\":\"2026-03-08\",\"lower\":7.0,\"upper\":8.7}");
    assertThat(answer.json().get("confidence_level")).hasToString("0.95");
  }

  @Test
  void answersAnItemForTheDaysAsked() {
    Answer answer =
        gateway.post(
            """
            {"warehouse_id": "BER", "item_id": "apple", "forecast_date": "2026-03-10",
             "horizon_days": 20, "model_version": "demand-7"}""");

    assertThat(answer.status()).isEqualTo(200);
    JsonNode predictions = answer.json().get("predictions");
    assertThat(predictions).hasSize(20);
    assertThat(predictions.get(0)).hasToString("{\"target_date\":\"2026-03-10\",\"mean\":9.3}");
    assertThat(predictions.get(19).get("target_date").asText()).isEqualTo("2026-03-29");
  }

  @Test
  void printsMeansAsTheStoredFloats() {
    Answer answer = gateway.post("{\"warehouse_id\": \"BER\", \"horizon_days\": 28}");

    for (JsonNode day : answer.json().get("predictions")) {
      assertThat(day.get("mean").toString()).matches("\\d+\\.3(0000\\d)?").hasSizeLessThan(5);
    }
  }

  @Test
  void leavesIntervalsOutWhenNotWanted() {
    Answer answer = gateway.post("{\"warehouse_id\": \"BER\", \"include_confidence\": false}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().has("confidence_intervals")).isFalse();
    assertThat(answer.json().has("confidence_level")).isFalse();
  }

  @Test
  void findsItemsWhoseNamesAreNotAscii() {
    Answer answer = gateway.post("{\"warehouse_id\": \"BER\", \"item_id\": \"crème brûlée 🍮\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("item_id")).isEqualTo("crème brûlée 🍮");
  }

  @Test
  void statesTheCoveredDaysWhenTheWindowLeavesThem() {
    for (String window :
        new String[] {
          "\"horizon_days\": 29",
          "\"forecast_date\": \"2026-03-01\"",
          "\"forecast_date\": \"2026-03-24\"",
          "\"forecast_date\": \"9999-12-31\"",
          "\"forecast_date\": \"0001-01-01\", \"horizon_days\": 366"
        }) {
      Answer answer = gateway.post("{\"warehouse_id\": \"BER\", " + window + "}");

      assertThat(answer.status()).as(window).isEqualTo(404);
      assertThat(answer.problem()).isEqualTo("days-not-covered");
      assertThat(answer.text("detail")).contains("2026-03-02 to 2026-03-29");
      assertThat(answer.text("covered_from")).isEqualTo("2026-03-02");
      assertThat(answer.text("covered_to")).isEqualTo("2026-03-29");
    }
  }

  @Test
  void withoutADateGoesAlongWithTheOriginOfTheServedForecast() {
    redis.store(Forecasts.of("BER", "moving"));
    String undated = "{\"warehouse_id\": \"BER\", \"item_id\": \"moving\"}";
    assertThat(firstDate(gateway.post(undated))).isEqualTo("2026-03-02");

    redis.store(Forecasts.later("BER", "moving", 3));

    assertThat(firstDate(gateway.post(undated))).isEqualTo("2026-03-05");
    Answer dated =
        gateway.post(
            """
            {"warehouse_id": "BER", "item_id": "moving", "forecast_date": "2026-03-02"}""");
    assertThat(dated.status()).isEqualTo(404);
    assertThat(dated.problem()).isEqualTo("days-not-covered");
  }

  private static String firstDate(Answer answer) {
    return answer.json().get("predictions").get(0).get("target_date").asText();
  }

  @Test
  void answersTheLastCoveredDay() {
    Answer answer =
        gateway.post(
            "{\"warehouse_id\":\"BER\",\"forecast_date\":\"2026-03-29\",\"horizon_days\":1}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("predictions")).hasSize(1);
  }

  @Test
  void namesTheServedModelVersionWhenAnotherIsAsked() {
    Answer answer = gateway.post("{\"warehouse_id\": \"BER\", \"model_version\": \"demand-6\"}");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.problem()).isEqualTo("model-version-not-served");
    assertThat(answer.text("detail")).contains("'demand-6'").contains("'demand-7'");
    assertThat(answer.text("served_model_version")).isEqualTo("demand-7");
  }

  @Test
  void saysThatASeriesIsUnknown() {
    Answer answer = gateway.post("{\"warehouse_id\": \"BER\", \"item_id\": \"pear\"}");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.problem()).isEqualTo("unknown-series");
    assertThat(answer.text("detail")).contains("'pear'").contains("'BER'");
    assertThat(answer.text("instance")).isEqualTo(GatewayFixture.PREDICT);
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
  }

  @Test
  void servesANewForecastAsSoonAsItIsStored() {
    redis.store(Forecasts.of("BER", "fig", "demand-7", 7));
    String body = "{\"warehouse_id\": \"BER\", \"item_id\": \"fig\"}";
    assertThat(gateway.post(body).text("model_version")).isEqualTo("demand-7");

    redis.store(Forecasts.of("BER", "fig", "demand-8", 7));

    assertThat(gateway.post(body).text("model_version")).isEqualTo("demand-8");
  }

  @Test
  void namesTheKeyOfADamagedForecastAndNothingMore() {
    String whole = ForecastCodec.encode(Forecasts.of("BER", "kiwi"));
    String[] damages = {
      "",
      "not json",
      "[]",
      whole.substring(0, whole.length() / 2),
      whole.replace("\"tier\":\"model\"", "\"tier\":\"oracle\""),
      whole.replace("0.025,0.5,", "0.025,"),
      whole.replaceFirst("1\\.3", "1e60"),
      whole.replaceFirst("1\\.3,", ""),
      ForecastCodec.encode(Forecasts.of("BER", "lemon"))
    };
    String key = RedisKeys.forecast(new SeriesKey("BER", "kiwi"));
    for (String damage : damages) {
      redis.set(key, damage);

      assertDamaged(key);
    }
    redis.set(key, whole);
    assertThat(gateway.post("{\"warehouse_id\": \"BER\", \"item_id\": \"kiwi\"}").status())
        .isEqualTo(200);
  }

  @Test
  void namesAKeyOfTheWrongRedisTypeAsDamaged() {
    String key = RedisKeys.forecast(new SeriesKey("BER", "kiwi"));
    redis.send(Request.cmd(Command.DEL).arg(key));
    redis.send(Request.cmd(Command.HSET).arg(key).arg("a").arg("b"));

    assertDamaged(key);

    redis.send(Request.cmd(Command.DEL).arg(key));
  }

  private static void assertDamaged(String key) {
    Answer answer = gateway.post("{\"warehouse_id\": \"BER\", \"item_id\": \"kiwi\"}");
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.problem()).isEqualTo("damaged-forecast");
    assertThat(answer.text("detail")).contains(key);
    assertThat(answer.response().body()).doesNotContain("io.").doesNotContain("Exception");
  }

  @Test
  void answersAClientThatAsksBeforeItSendsItsBody() {
    assertThat(
            gateway
                .send(gateway.predict("{\"warehouse_id\": \"BER\"}").expectContinue(true))
                .status())
        .isEqualTo(200);
  }

  @Test
  void answersManyAtOnceEachWithItsOwn() throws Exception {
    for (int i = 0; i < 50; i++) {
      redis.store(Forecasts.of("BER", "item-" + i, "model-" + i, 7));
    }
    ExecutorService clients = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        int item = i % 50;
        String body = "{\"warehouse_id\": \"BER\", \"item_id\": \"item-" + item + "\"}";
        calls.add(() -> gateway.post(body).text("model_version").equals("model-" + item));
      }
      for (Future<Boolean> answer : clients.invokeAll(calls)) {
        assertThat(answer.get()).isTrue();
      }
    } finally {
      clients.shutdownNow();
    }
  }
}
