package io.warecast.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastCodec;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.RedisKeys;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.series.SeriesKey;
import io.warecast.local.server.Home;
import io.warecast.local.server.LocalStack;
import io.warecast.local.server.Postgres;
import io.warecast.local.server.ProjectRoot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** The commands beside an {@code up} in a process of its own, as a user has it. */
@TestMethodOrder(OrderAnnotation.class)
class UpIT {

  private static final SeriesKey SERIES = new SeriesKey("W01", "ITEM-1");

  @TempDir private static Path home;
  private static Process up;

  @BeforeAll
  static void start() throws IOException {
    // Not empty, so that nothing is generated and trained here.
    Files.createDirectories(home.resolve("lake/kept"));
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-Dwarecast.root=" + ProjectRoot.path());
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.add(Warecast.class.getName());
    line.addAll(List.of("up", "--home", home.toString()));
    for (String port : List.of("gateway", "metrics", "flink", "postgres", "redis", "kafka")) {
      line.addAll(List.of("--" + port + "-port", "0"));
    }
    line.addAll(List.of("--kafka-controller-port", "0"));
    up =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("up.out").toFile())
            .start();
    await().atMost(Duration.ofMinutes(2)).until(() -> !up.isAlive() || said().contains("Ctrl-C"));
    assertThat(said()).contains("Ready after", "API         http://127.0.0.1:");
  }

  @AfterAll
  static void stop() throws InterruptedException {
    up.destroy();
    up.waitFor(60, TimeUnit.SECONDS);
  }

  @Test
  @Order(1)
  void saysWhichForecastsThereAreWhenTheOneAskedForIsMissing() {
    assertThat(run("forecast", "W01").err()).contains("no forecasts in this folder yet");
    store(forecast(SeriesKey.total("W01")));
    store(forecast(SERIES));
    assertThat(run("forecast", "W1").err()).contains("no warehouse 'W1'", "There are: W01.");
    assertThat(run("forecast", "W01", "x").err()).contains("ITEM-1, _total");
  }

  @Test
  @Order(2)
  void printsAForecastAsTableAndChart() {
    Answer answer = run("forecast", "W01", "ITEM-1");
    assertThat(answer.code()).isZero();
    assertThat(answer.out())
        .contains("ITEM-1 in warehouse W01", "model v7, tier model (xgboost), 95 % interval")
        .contains("2024-10-05  Sat  5.00   2.00   8.00")
        .contains("* expected");
  }

  @Test
  @Order(3)
  void issuesTokensThatTheGatewayTakes() throws Exception {
    Answer token = run("token", "--warehouses", "W01", "--ttl", "5m");
    assertThat(token.out()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\\R");
    assertThat(predict(token.out().strip()).statusCode()).isEqualTo(200);
    assertThat(predict(token.out().strip()).body()).contains("\"model_version\":\"v7\"");
    assertThat(predict("x.y.z").statusCode()).isEqualTo(401);
  }

  @Test
  @Order(4)
  void tellsTheStateOfEveryService() {
    // A server that takes longer than the limit of one look, on a busy machine, is told as not
    // well.
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              Answer answer = run("status");
              assertThat(answer.code()).as(answer.out()).isZero();
              assertThat(answer.out())
                  .contains("gateway", "metrics", "Flink", "Kafka", "Redis", "PostgreSQL")
                  .doesNotContain("NOT WELL");
            });
  }

  @Test
  @Order(4)
  void keepsTheAuditOfEveryCallAndServesMetrics() throws Exception {
    Map<String, Integer> statusByRequest = new TreeMap<>();
    String token = run("token").out().strip();
    for (String bearer : List.of(token, token, "x.y.z")) {
      HttpResponse<String> answer = predict(bearer);
      statusByRequest.put(
          answer.headers().firstValue("X-Request-Id").orElseThrow(), answer.statusCode());
    }

    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(audited()).containsAllEntriesOf(statusByRequest));
    // three of the test before, three of this one
    assertThat(audited()).hasSize(6);
    assertThat(get(said().replaceAll("(?s).*Metrics +(\\S+).*", "$1")))
        .contains("# TYPE http_server_requests_seconds histogram")
        .containsPattern("http_server_requests_seconds_bucket\\{.*route=\"/api/v1/predict\".*}");
  }

  private static Map<String, Integer> audited() throws SQLException {
    Postgres postgres = LocalStack.running(new Home(home)).orElseThrow().postgres();
    Map<String, Integer> found = new TreeMap<>();
    try (Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT request_id, status FROM audit_log")) {
      while (rows.next()) {
        found.put(rows.getString(1), rows.getInt(2));
      }
    }
    return found;
  }

  private static String get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
        .body();
  }

  @Test
  @Order(5)
  void refusesASecondUpAndNamesTheAddressesOfTheFirst() {
    Answer answer = run("up");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).contains("'warecast up'", gateway(), "warecast down");
  }

  @Test
  @Order(6)
  void stopsTheStackFromOutside() throws Exception {
    Answer answer = run("down");
    assertThat(answer.code()).isZero();
    assertThat(answer.out()).contains("Stopping 'warecast up'", "Stopped.");
    assertThat(up.waitFor(1, TimeUnit.SECONDS)).isTrue();
    assertThat(run("status").code()).isEqualTo(3);
    assertThat(run("down").out()).contains("Nothing runs");
  }

  @Test
  @Order(7)
  void startsTheServerThatACommandNeedsWhenNothingRuns() {
    assertThat(run("forecast", "W01", "ITEM-1").out()).contains("model v7");
    assertThat(run("status").code()).isEqualTo(3);
  }

  private record Answer(int code, String out, String err) {}

  private static Answer run(String... args) {
    List<String> line = new ArrayList<>(List.of(args));
    line.addAll(List.of("--home", home.toString()));
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream newOut = new ByteArrayOutputStream();
    ByteArrayOutputStream newErr = new ByteArrayOutputStream();
    System.setOut(new PrintStream(newOut, true, UTF_8));
    System.setErr(new PrintStream(newErr, true, UTF_8));
    try {
      int code = Warecast.commandLine().execute(line.toArray(String[]::new));
      return new Answer(code, newOut.toString(UTF_8), newErr.toString(UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private static String said() throws IOException {
    return Files.readString(home.resolve("up.out"));
  }

  private static String gateway() {
    try {
      return said().replaceAll("(?s).*API +(\\S+).*", "$1");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpResponse<String> predict(String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gateway() + "/api/v1/predict"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"warehouse_id\":\"W01\",\"item_id\":\"ITEM-1\"}"))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private static void store(Forecast forecast) {
    LocalStack stack = LocalStack.running(new Home(home)).orElseThrow();
    try (Jedis jedis = new Jedis(stack.redis().host(), stack.redis().port())) {
      jedis.set(RedisKeys.forecast(forecast.key()), ForecastCodec.encode(forecast));
    }
  }

  private static Forecast forecast(SeriesKey key) {
    return new Forecast(
        key,
        20_000,
        1_728_000_000_000L,
        1,
        1_728_000_000_000L,
        1_728_000_000_000L,
        Tier.MODEL,
        Method.XGBOOST,
        "v7",
        new float[] {5, 6, 6, 6, 6, 6, 6},
        new float[] {0.025f, 0.975f},
        new float[][] {{2, 3, 3, 3, 3, 3, 3}, {8, 11, 11, 11, 11, 11, 11}});
  }
}
