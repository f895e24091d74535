package io.warecast.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.warecast.domain.KafkaTopic;
import io.warecast.domain.call.CallTrace;
import io.warecast.domain.deadletter.RefusedException;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.forecast.Explanation;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastCodec;
import io.warecast.domain.forecast.ForecastReply;
import io.warecast.domain.forecast.ForecastRequest;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.RedisKeys;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.message.ForecastReplyJson;
import io.warecast.domain.message.ForecastRequestJson;
import io.warecast.domain.series.SeriesKey;
import io.warecast.gateway.security.AccessTokens;
import io.warecast.gateway.security.Role;
import io.warecast.gateway.security.TokenConfig;
import io.warecast.local.server.LocalStack;
import io.warecast.local.server.Ports;
import io.warecast.local.server.StackHomes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.util.FileUtils;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** What the gateway asks of the stream job, whose part the test plays, and of a trained model. */
class GatewayOnDemandIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SeriesKey SERIES = new SeriesKey("hamburg", "bakery-001");
  private static final int ORIGIN = (int) LocalDate.parse("2026-01-31").toEpochDay();
  private static final int HORIZON = 28;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private static Path folder;
  private static LocalStack stack;
  private static LocalGateway gateway;
  private static TopicReader requests;
  private static CompletableFuture<Void> job;
  private static volatile boolean stopped;
  private static volatile int asked;
  private static volatile ForecastRequest lastAsked;
  private static volatile CallTrace lastCall;

  @BeforeAll
  static void start() throws Exception {
    SmallHome trained = SmallHome.trained();
    SmallHome home = new SmallHome(StackHomes.in(folder));
    Files.delete(home.home().models().getParent());
    FileUtils.copy(
        new org.apache.flink.core.fs.Path(trained.home().lake().toUri()),
        new org.apache.flink.core.fs.Path(home.home().lake().toUri()),
        false);
    stack = LocalStack.start(home.home(), new Ports(home.home(), Map.of(), Map.of()), System.out);
    try (Jedis jedis = new Jedis(stack.redis().host(), stack.redis().port())) {
      jedis.set(RedisKeys.forecast(SERIES), ForecastCodec.encode(forecast(5, "v7")));
    }
    // Reads before anybody asks: what was asked earlier is never answered.
    requests = TopicReader.fromNow(stack.kafkaBootstrap(), KafkaTopic.FORECAST_REQUESTS);
    job =
        CompletableFuture.runAsync(
            GatewayOnDemandIT::answerRequests, work -> new Thread(work, "job").start());
    gateway = LocalGateway.start(stack, 0, 0);
    awaitFirstReply();
  }

  /**
   * Until then a question may wait for longer than the gateway allows, on a machine that is busy:
   * gateway and job have yet to open their connections.
   */
  private static void awaitFirstReply() throws Exception {
    HttpRequest question =
        request("/api/v1/predict")
            .POST(
                BodyPublishers.ofString(
                    "{\"warehouse_id\": \"hamburg\", \"item_id\": \"bakery-001\", \"horizon_days\": 1, \"model_version\": \"v6\"}"))
            .build();
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> CLIENT.send(question, BodyHandlers.ofString()).statusCode() == 200);
  }

  @AfterAll
  static void stop() throws Exception {
    stopped = true;
    try {
      job.join(); // fails with what ended it
    } finally {
      requests.close();
      gateway.close();
      stack.close();
    }
  }

  /** Doubles the mean, and knows one version. */
  private static void answerRequests() {
    try {
      while (!stopped) {
        for (ConsumerRecord<byte[], byte[]> message : requests.poll(Duration.ofMillis(100))) {
          ForecastRequest request = ForecastRequestJson.read(message.value());
          asked++;
          lastCall =
              CallTrace.of(
                  name -> {
                    Header header = message.headers().lastHeader(name);
                    return header == null ? null : header.value();
                  });
          lastAsked = request;
          TopicWriter.send(
              stack.kafkaBootstrap(),
              KafkaTopic.FORECAST_REPLIES,
              request.requestId(),
              ForecastReplyJson.write(reply(request)));
        }
      }
    } catch (RefusedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ForecastReply reply(ForecastRequest request) {
    if (!List.of("latest", "v6").contains(request.modelVersion())) {
      return ForecastReply.refused(request.requestId(), "unknown_model", "there is no such model");
    }
    float[][] units = new float[HORIZON][];
    Arrays.fill(units, new float[] {7, -8, 11});
    Explanation explanation = new Explanation(new String[] {"level", "price", "weekday"}, units);
    return ForecastReply.of(
        request.requestId(), forecast(10, "v6"), request.explain() ? explanation : null);
  }

  @Test
  void asksWhatIfAndShowsTheServedForecastBeside() throws Exception {
    JsonNode answer =
        post(
            "/api/v1/what-if",
            """
            {"warehouse_id": "hamburg", "item_id": "bakery-001", "horizon_days": 2,
             "suppose": {"price": 1.5, "promoted": true, "temperature": -3.5, "precipitation": 0}}""",
            200);

    assertThat(answer.at("/prediction/predictions/0/mean").asDouble()).isEqualTo(10);
    assertThat(answer.at("/prediction/served_from").asText()).isEqualTo("on-demand");
    assertThat(answer.at("/baseline/1/mean").asDouble()).isEqualTo(5);
    assertThat(lastAsked.whatIf().price()).isEqualTo(1.5f);
    assertThat(lastAsked.whatIf().promoted()).isTrue();
    assertThat(lastAsked.whatIf().temperature()).isEqualTo(-3.5f);
    assertThat(lastAsked.whatIf().precipitation()).isZero();
    assertThat(lastAsked.forecastDay()).isEqualTo(ORIGIN + 1);
  }

  @Test
  void refusesAWeatherThatIsSupposedOfAGroup() throws Exception {
    JsonNode answer =
        post(
            "/api/v1/what-if",
            """
            {"warehouse_id": "hamburg", "item_id": "_total", "horizon_days": 2,
             "suppose": {"temperature": 30}}""",
            422);

    assertThat(answer.at("/errors/0/detail").asText()).contains("weather");
  }

  @Test
  void tellsTheStreamJobWhoseCallItIs() throws Exception {
    String trace = "0af7651916cd43dd8448eb211c80319c";
    HttpRequest.Builder call =
        request("/api/v1/predict")
            .header("X-Request-Id", "order-7")
            .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
            .header("tracestate", "vendor=1")
            .POST(
                BodyPublishers.ofString(
                    """
                    {"warehouse_id": "hamburg", "item_id": "bakery-001", "horizon_days": 11,
                     "model_version": "v6"}"""));
    send(call, 200);

    assertThat(lastCall.requestId()).isEqualTo("order-7");
    assertThat(lastCall.traceParent()).startsWith("00-" + trace).doesNotContain("b7ad6b7169203331");
    assertThat(lastCall.traceState()).isEqualTo("vendor=1");
  }

  @Test
  void explainsWithTheWeightiestTermFirst() throws Exception {
    JsonNode answer =
        post(
            "/api/v1/explain",
            "{\"warehouse_id\": \"hamburg\", \"item_id\": \"bakery-001\", \"horizon_days\": 2}",
            200);

    assertThat(answer.at("/explanations").size()).isEqualTo(2);
    assertThat(answer.at("/explanations/0/target_date").asText()).isEqualTo("2026-02-01");
    assertThat(answer.at("/explanations/0/terms").findValuesAsText("term"))
        .containsExactly("weekday", "price", "level");
  }

  @Test
  void hasAnotherVersionForecastAndSaysWhenThereIsNone() throws Exception {
    String question =
        "{\"warehouse_id\": \"hamburg\", \"item_id\": \"bakery-001\", \"model_version\": \"%s\"}";

    assertThat(post("/api/v1/predict", question.formatted("v6"), 200).get("model_version").asText())
        .isEqualTo("v6");
    assertThat(post("/api/v1/predict", question.formatted("v5"), 404).get("type").asText())
        .endsWith("model-version-not-served");
    assertThat(post("/api/v1/explain", question.formatted("v5"), 404).get("type").asText())
        .endsWith("model-version-not-served");
  }

  @Test
  void asksForSomethingNewerAndRefusesWhenThatIsTooOldStill() throws Exception {
    JsonNode answer =
        post(
            "/api/v1/predict",
            "{\"warehouse_id\": \"hamburg\", \"item_id\": \"bakery-001\", \"max_staleness_seconds\": 5}",
            503);

    assertThat(answer.get("type").asText()).endsWith("too-stale");
    assertThat(answer.get("as_of").asText()).startsWith("2026-01-31");
  }

  @Test
  void asksOnceForWhatManyWantAtTheSameTime() throws Exception {
    int before = asked;
    var answers =
        java.util.stream.IntStream.range(0, 40)
            .mapToObj(
                i ->
                    CLIENT.sendAsync(
                        request("/api/v1/predict")
                            .POST(
                                BodyPublishers.ofString(
                                    "{\"warehouse_id\": \"hamburg\", \"item_id\": \"bakery-001\", \"horizon_days\": 27, \"model_version\": \"v6\"}"))
                            .build(),
                        BodyHandlers.ofString()))
            .toList();
    for (var each : answers) {
      assertThat(each.get().statusCode()).isEqualTo(200);
    }

    assertThat(asked - before).isLessThan(20);
  }

  @Test
  void listsModelsAndMovesTheAliases() throws Exception {
    JsonNode models = get("/api/v1/models", 200);
    String version = models.at("/aliases/latest").asText();

    assertThat(models.at("/versions").findValuesAsText("model_version")).contains(version);
    JsonNode detail = get("/api/v1/models/latest", 200);
    assertThat(detail.at("/summary/model_version").asText()).isEqualTo(version);
    assertThat(detail.at("/manifest/version").asText()).isEqualTo(version);
    assertThat(get("/api/v1/models/none", 404).get("type").asText()).endsWith("unknown-model");
    assertThat(post("/api/v1/models/none/promote", "{}", 404).get("type").asText())
        .endsWith("unknown-model");
    String promote = "/api/v1/models/" + version + "/promote";
    JsonNode own = post(promote, "{\"warehouse_id\": \"hamburg\", \"force\": true}", 200);
    assertThat(own.at("/aliases/latest:hamburg").asText()).isEqualTo(version);
    assertThat(
            post("/api/v1/models/rollback", "{\"warehouse_id\": \"hamburg\"}", 200)
                .at("/aliases")
                .has("latest:hamburg"))
        .isFalse();
    assertThat(
            post("/api/v1/models/rollback", "{\"warehouse_id\": \"nowhere\"}", 409)
                .get("type")
                .asText())
        .endsWith("conflict");
  }

  @Test
  void speaksTheOpenInferenceProtocol() throws Exception {
    assertThat(get("/v2/health/ready", 200).get("ready").asBoolean()).isTrue();
    JsonNode metadata = get("/v2/models/demand", 200);
    int width = metadata.at("/inputs/0/shape/1").asInt();
    assertThat(width).isEqualTo(DemandFeatures.SCHEMA.width());
    String version = metadata.at("/versions/0").asText();
    assertThat(get("/v2/models/demand/ready", 200).get("version").asText()).isEqualTo(version);
    assertThat(get("/v2/models/demand/versions/" + version, 200).get("name").asText())
        .isEqualTo("demand");
    assertThat(
            get("/v2/models/demand/versions/" + version + "/ready", 200).get("ready").asBoolean())
        .isTrue();
    String row = "[" + "null,".repeat(width - 1) + "1.5]";
    String body =
        "{\"id\": \"x\", \"inputs\": [{\"name\": \"features\", \"datatype\": \"FP32\", \"shape\": [2, %d], \"data\": [%s, %s]}]}"
            .formatted(width, row, row);

    for (String path : List.of("/v2/models/demand", "/v2/models/demand/versions/" + version)) {
      JsonNode answer = post(path + "/infer", body, 200);
      assertThat(answer.get("id").asText()).isEqualTo("x");
      assertThat(answer.at("/outputs/0/data").size()).isEqualTo(2);
      assertThat(answer.at("/outputs/1/shape/1").asInt())
          .isEqualTo(metadata.at("/outputs/1/shape/1").asInt());
    }
    for (String path : List.of("/v2/models/other", "/v2/models/demand/versions/none")) {
      assertThat(get(path, 404).get("type").asText()).endsWith("unknown-model");
      get(path + "/ready", 404);
      post(path + "/infer", body, 404);
    }
  }

  private static HttpRequest.Builder request(String path) {
    String token =
        AccessTokens.create(TokenConfig.ofSecret(stack.jwtSecret()))
            .issue("tester", List.of("*"), Role.ADMIN, Duration.ofMinutes(10));
    return HttpRequest.newBuilder(URI.create(gateway.url() + path))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json");
  }

  private JsonNode get(String path, int status) throws Exception {
    return send(request(path).GET(), status);
  }

  private JsonNode post(String path, String body, int status) throws Exception {
    return send(request(path).POST(BodyPublishers.ofString(body)), status);
  }

  private JsonNode send(HttpRequest.Builder request, int status)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  private static Forecast forecast(float mean, String version) {
    float[] means = new float[HORIZON];
    Arrays.fill(means, mean);
    return new Forecast(
        SERIES,
        ORIGIN,
        java.time.Instant.parse("2026-01-31T22:59:59.999Z").toEpochMilli(),
        1,
        0,
        0,
        Tier.MODEL,
        Method.XGBOOST,
        version,
        means,
        new float[] {.025f, .975f},
        new float[][] {means, means});
  }
}
