package io.warecast.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.warecast.domain.KafkaTopic;
import io.warecast.gateway.Forecasts;
import io.warecast.gateway.GatewayConfig;
import io.warecast.gateway.GatewayFixture;
import io.warecast.gateway.GatewayFixture.Answer;
import io.warecast.gateway.GatewayMain;
import io.warecast.gateway.GuardConfig;
import io.warecast.gateway.KafkaFixture;
import io.warecast.gateway.RedisFixture;
import io.warecast.gateway.metrics.ManagementConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls and what is known of them afterwards, with a real broker and a real database. */
class AuditIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GOOD = "{\"warehouse_id\": \"BER\"}";

  private static RedisFixture redis;
  private static KafkaFixture kafka;
  private static EmbeddedPostgres postgres;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    redis = RedisFixture.start();
    redis.store(Forecasts.of("BER", "_total"));
    kafka = KafkaFixture.start();
    postgres = EmbeddedPostgres.start();
    sql(
        Files.readString(
            Path.of("../jobs/pipeline/src/main/resources/db/migration/V8__audit.sql")));
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
    kafka.close();
    redis.close();
  }

  private static void sql(String text) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  private static String query(String text) {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(text)) {
      return rows.next() ? rows.getString(1) : "";
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private GatewayFixture gateway() {
    AuditConfig.Archive archive =
        new AuditConfig.Archive(
            "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres", "postgres", "");
    GatewayConfig usual = GatewayFixture.config(redis.port());
    return GatewayFixture.start(
        new GatewayConfig(
            usual.http(),
            usual.redis(),
            usual.tokens(),
            GuardConfig.STANDARD
                .withAudit(
                    AuditConfig.of(folder.resolve("spool"), kafka.bootstrap()).withArchive(archive))
                .withManagement(ManagementConfig.ofPort(0))));
  }

  /** A call that bears an id by which its audit is found; its status. */
  private static int call(GatewayFixture gateway, String subject, String id, String body) {
    Answer answer =
        gateway.send(
            gateway
                .predict(body)
                .setHeader("Authorization", "Bearer " + GatewayFixture.tokenOf(subject, "BER"))
                .header("X-Request-Id", id));
    return answer.status();
  }

  private static long countInKafka(String prefix) {
    return kafka.values(KafkaTopic.AUDIT).stream()
        .filter(value -> value.contains("\"request_id\":\"" + prefix))
        .count();
  }

  private static long countInPostgres(String prefix) {
    return Long.parseLong(
        query("SELECT count(*) FROM audit_log WHERE request_id LIKE '" + prefix + "%'"));
  }

  @Test
  void saysWhoAskedWhatOfWhichWarehouseAndWhatCameOfIt() throws Exception {
    try (GatewayFixture gateway = gateway()) {
      call(gateway, "ada", "who-1", GOOD);
      call(gateway, "eve", "who-2", "{\"warehouse_id\": \"HAM\"}");
      gateway.send(
          gateway.predict(GOOD).setHeader("Authorization", "").header("X-Request-Id", "who-3"));
      await().atMost(SOON).until(() -> countInPostgres("who-") == 3);
    }
    assertThat(
            query(
                "SELECT concat_ws(' ', subject, method, path, warehouses, status) FROM audit_log"
                    + " WHERE request_id = 'who-1' AND latency_ms > 0 AND client = '127.0.0.1'"
                    + " AND at BETWEEN now() - interval '1 minute' AND now()"))
        .isEqualTo("ada POST /api/v1/predict {BER} 200");
    assertThat(
            query(
                "SELECT concat_ws(' ', subject, warehouses, status) FROM audit_log"
                    + " WHERE request_id = 'who-2'"))
        .isEqualTo("eve {HAM} 403");
    assertThat(
            query(
                "SELECT concat_ws(' ', subject, status) FROM audit_log"
                    + " WHERE request_id = 'who-3'"))
        .isEqualTo(" 401");
  }

  @Test
  void losesAndDoublesNothingWhileKafkaIsAway() throws Exception {
    int calls = 400;
    try (GatewayFixture gateway = gateway()) {
      for (int i = 0; i < calls; i++) {
        if (i == 100) {
          kafka.stopServer();
        }
        if (i == 300) {
          kafka.startServer();
        }
        assertThat(call(gateway, "ada", "outage-" + i, GOOD)).isEqualTo(200);
      }
      await().atMost(SOON).until(() -> countInPostgres("outage-") == calls);
    }
    assertThat(countInKafka("outage-")).isEqualTo(calls);
  }

  @Test
  void keepsOnDiskWhatKafkaDidNotTakeUntilTheNextStart() {
    kafka.stopServer();
    try (GatewayFixture gateway = gateway()) {
      for (int i = 0; i < 20; i++) {
        call(gateway, "ada", "kept-" + i, GOOD);
      }
    } finally {
      kafka.startServer();
    }
    assertThat(countInKafka("kept-")).isZero();

    try (GatewayFixture gateway = gateway()) {
      await().atMost(SOON).until(() -> countInPostgres("kept-") == 20);
    }
  }

  @Test
  void storesWhatCallersMadeUp() {
    try (GatewayFixture gateway = gateway()) {
      call(gateway, "a\u0001\ud83d\udca5 \"'; DROP TABLE audit_log; --", "odd-1", GOOD);
      call(gateway, "ada", "odd-2", "{\"warehouse_id\": \"\\ud800\\u0000\"}");
      call(gateway, "ada", "odd-3", "{\"warehouse_id\": \"" + "w".repeat(5_000) + "\"}");

      await().atMost(SOON).until(() -> countInPostgres("odd-") == 3);
    }
  }

  @Test
  void tellsOfTheAuditInTheMetrics() {
    try (GatewayFixture gateway = gateway()) {
      call(gateway, "ada", "metric-1", GOOD);

      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(gateway.metrics())
                      .contains("audit_events_total 1.0")
                      .contains("audit_forwarded_total 1.0")
                      .contains("audit_kafka_up 1.0")
                      .contains("audit_spool_bytes 0.0"));
    }
  }

  @Test
  void isCompleteAfterAKillButForTheLastMoment() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), GatewayFixture.TOKENS.secret());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                GatewayMain.class.getName(),
                "--port=0",
                "--metrics-port=-1",
                "--redis-port=" + redis.port(),
                "--audit-spool=" + folder.resolve("spool"),
                "--jwt-secret-file=" + secret)
            .redirectErrorStream(true)
            .start();
    Set<String> answered = new TreeSet<>();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      int port = portOf(output);
      HttpClient client = HttpClient.newHttpClient();
      for (int i = 0; i < 200; i++) {
        String id = "killed-%03d".formatted(i);
        HttpResponse<Void> answer = client.send(predict(port, id), BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(200);
        answered.add(id);
      }
      // without a broker all of it is in the spool; the window is what the writer has not taken yet
      awaitSpooled(answered);
    } finally {
      process.destroyForcibly().waitFor();
    }

    try (GatewayFixture gateway = gateway()) {
      await().atMost(SOON).until(() -> countInPostgres("killed-") == answered.size());
    }
  }

  private void awaitSpooled(Set<String> ids) {
    await()
        .atMost(Duration.ofSeconds(5))
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              try (var files = Files.list(folder.resolve("spool"))) {
                List<Path> segments =
                    files.filter(file -> file.toString().endsWith(".jsonl")).toList();
                Set<String> found = new TreeSet<>();
                for (Path segment : segments) {
                  found.addAll(
                      Files.readAllLines(segment).stream()
                          .map(AuditIT::requestId)
                          .collect(Collectors.toSet()));
                }
                return found.containsAll(ids);
              }
            });
  }

  private static String requestId(String line) {
    try {
      JsonNode event = JSON.readTree(line);
      return event.path("request_id").asText();
    } catch (Exception e) {
      return "";
    }
  }

  private static HttpRequest predict(int port, String id) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + GatewayFixture.PREDICT))
        .header("Authorization", "Bearer " + GatewayFixture.token("BER"))
        .header("Content-Type", "application/json")
        .header("X-Request-Id", id)
        .POST(BodyPublishers.ofString(GOOD))
        .build();
  }

  private static int portOf(BufferedReader output) throws Exception {
    String line = output.readLine();
    while (line != null && !line.startsWith("gateway listens on")) {
      line = output.readLine();
    }
    assertThat(line).isNotNull();
    return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
  }
}
