package io.warecast.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warecast.gateway.Forecasts;
import io.warecast.gateway.GatewayConfig;
import io.warecast.gateway.GatewayFixture;
import io.warecast.gateway.GatewayFixture.Answer;
import io.warecast.gateway.GuardConfig;
import io.warecast.gateway.RedisFixture;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers, metrics and logs say of a call, and what they never say. */
class ObservabilityIT {

  private static final String GOOD = "{\"warehouse_id\": \"BER\"}";

  private static RedisFixture redis;
  private static GatewayFixture gateway;
  private static Lines lines;

  /** Every log line of the process, however unimportant. */
  private static final class Lines extends AbstractAppender {

    record Line(String text, Map<String, String> data) {}

    private final List<Line> all = new CopyOnWriteArrayList<>();

    Lines() {
      super("lines", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      String text = event.getLoggerName() + " " + event.getMessage().getFormattedMessage();
      all.add(new Line(text + " " + event.getThrown(), event.getContextData().toMap()));
    }
  }

  @BeforeAll
  static void start() {
    lines = new Lines();
    lines.start();
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    context.getConfiguration().getRootLogger().addAppender(lines, Level.ALL, null);
    Configurator.setRootLevel(Level.DEBUG);
    redis = RedisFixture.start();
    redis.store(Forecasts.of("BER", "_total"));
    redis.set("forecast:BER:broken", "no forecast");
    GatewayConfig usual = GatewayFixture.config(redis.port());
    gateway =
        GatewayFixture.start(
            new GatewayConfig(
                usual.http(),
                usual.redis(),
                usual.tokens(),
                GuardConfig.STANDARD.withManagement(ManagementConfig.ofPort(0))));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    redis.close();
    Configurator.reconfigure();
  }

  private static HttpResponse<String> management(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + gateway.gateway().managementPort() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  @Test
  void measuresCallsByRouteAndStatus() throws Exception {
    gateway.post(GOOD);
    gateway.get("/no/such/path/" + System.nanoTime());

    String metrics = management("/metrics").body();

    assertThat(metrics)
        .contains("http_server_requests_seconds_bucket{")
        .containsPattern(
            "http_server_requests_seconds_count\\{method=\"POST\",route=\"/api/v1/predict\",served_from=\"[a-z]+\",status=\"200\"")
        .contains("le=\"0.18\"")
        .contains("jvm_memory_used_bytes")
        .contains("process_cpu_usage")
        .doesNotContain("/no/such/path");
  }

  @Test
  void tellsWhereForecastsWereReadFromAndHowOldTheyWere() throws Exception {
    await()
        .untilAsserted(() -> assertThat(gateway.post(GOOD).text("served_from")).isEqualTo("cache"));

    assertThat(management("/metrics").body())
        .containsPattern(
            "http_server_requests_seconds_count\\{.*served_from=\"cache\",status=\"200\"")
        .containsPattern(
            "forecast_staleness_seconds_bucket\\{served_from=\"cache\",le=\"172800.0\"} 0")
        .containsPattern("forecast_staleness_seconds_count\\{served_from=\"redis\"} [1-9]")
        .containsPattern("forecast_cache_gets_total\\{result=\"hit\"} [1-9]")
        .containsPattern("forecast_cache_gets_total\\{result=\"miss\"} [1-9]")
        .contains("forecast_cache_evictions_total 0.0")
        .containsPattern("forecast_cache_entries [1-9]")
        .contains("forecast_cache_following 1.0")
        .contains("streams_open 0.0");
  }

  @Test
  void tellsTheStateOfEveryCircuit() throws Exception {
    String metrics = management("/metrics").body();

    for (String backend : List.of("redis", "postgres", "stream", "models")) {
      assertThat(metrics)
          .contains("backend_circuit{backend=\"%s\",state=\"closed\"} 1.0".formatted(backend))
          .contains("backend_circuit{backend=\"%s\",state=\"open\"} 0.0".formatted(backend))
          .contains("backend_circuit{backend=\"%s\",state=\"half-open\"} 0.0".formatted(backend));
    }
  }

  @Test
  void servesMetricsOnlyWhereTheyAreManaged() throws Exception {
    assertThat(gateway.get("/metrics").status()).isEqualTo(404);
    assertThat(management("/api/v1/predict").statusCode()).isEqualTo(404);
  }

  @Test
  void answersWithTheCallersRequestId() {
    Answer answer = gateway.send(gateway.predict(GOOD).header("X-Request-Id", "order-42/a"));

    assertThat(answer.header("x-request-id")).isEqualTo("order-42/a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with space", "{\"a\":1}", "<script>", "%0d%0a"})
  void makesAnIdWhereTheCallersCouldForgeLogs(String id) {
    Answer answer = gateway.send(gateway.predict(GOOD).header("X-Request-Id", id));

    assertThat(answer.header("x-request-id")).matches("[0-9a-f]{32}");
  }

  @Test
  void givesEveryRefusalAnIdAndHeadersForBrowsers() {
    for (Answer answer :
        List.of(
            gateway.get("/nowhere"),
            gateway.get("/api/v1/predict"),
            gateway.post("{"),
            gateway.post(GOOD))) {
      assertThat(answer.header("x-request-id")).isNotEmpty();
      assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
      assertThat(answer.header("content-security-policy"))
          .contains("default-src")
          .contains("frame-ancestors 'none'");
      assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
      assertThat(answer.header("permissions-policy")).contains("camera=()");
      assertThat(answer.header("strict-transport-security")).isEmpty();
    }
  }

  @Test
  void logsTheIdsOfTheCallThroughCallbacks() {
    gateway.send(
        gateway
            .predict("{\"warehouse_id\": \"BER\", \"item_id\": \"broken\"}")
            .header("X-Request-Id", "find-me")
            .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

    assertThat(lines.all)
        .filteredOn(line -> line.text().contains("does not hold a readable forecast"))
        .anySatisfy(
            line ->
                assertThat(line.data())
                    .containsEntry("request_id", "find-me")
                    .containsEntry("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736"));
  }

  @Test
  void logsNoTokenAndNoSecret() {
    String good = GatewayFixture.token("BER");
    String bad = good.substring(0, good.length() - 3) + "abc";
    String claims = good.substring(good.indexOf('.') + 1, good.lastIndexOf('.'));
    for (String token : List.of(good, bad, "not.a.token-but-secret")) {
      gateway.send(gateway.predict(GOOD).setHeader("Authorization", "Bearer " + token));
      gateway.send(gateway.predict("{").setHeader("Authorization", "Bearer " + token));
    }
    gateway.send(
        gateway
            .predict("{\"warehouse_id\": \"BER\", \"item_id\": \"broken\"}")
            .setHeader("Authorization", "Bearer " + good));
    String secret = GatewayFixture.TOKENS.secret();

    assertThat(lines.all).isNotEmpty();
    assertThat(lines.all)
        .noneMatch(
            line ->
                line.text().contains(claims)
                    || line.text().contains(good.substring(good.lastIndexOf('.') + 1))
                    || line.text().contains("not.a.token-but-secret")
                    || line.text().contains(secret));
  }
}
