package io.warecast.gateway;

import static io.warecast.gateway.GatewayFixture.PREDICT;
import static io.warecast.gateway.GatewayFixture.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.gateway.GatewayFixture.Answer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every refusal that does not depend on what Redis holds. */
class RefusalIT {

  private static final String GOOD = "{\"warehouse_id\": \"BER\"}";

  private static RedisFixture redis;
  private static GatewayFixture gateway;

  @BeforeAll
  static void start() {
    redis = RedisFixture.start();
    redis.store(Forecasts.of("BER", "_total"));
    gateway = GatewayFixture.start(redis.port());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    redis.close();
  }

  private static void assertProblem(Answer answer, int status, String problem) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    assertThat(answer.problem()).isEqualTo(problem);
    assertThat(answer.json().get("status").asInt()).isEqualTo(status);
    assertThat(answer.text("title")).isNotBlank();
    assertThat(answer.text("detail")).isNotBlank();
    assertThat(answer.text("instance")).isEqualTo(answer.response().uri().getRawPath());
    assertThat(answer.response().body()).doesNotContain("Exception").doesNotContain("jackson");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "{",
        "{\"warehouse_id\": \"BER\"",
        "{\"warehouse_id\": \"BER\"} x",
        "{\"warehouse_id\": \"BER\"}{}",
        "{\"warehouse_id\": BER}",
        "{'warehouse_id': 'BER'}",
        "{\"warehouse_id\": \"BER\",}",
        "{\"warehouse_id\": \"B\u0001ER\"}",
        "{\"horizon_days\": 007}",
        "{\"horizon_days\": NaN}",
        "[]",
        "\"BER\"",
        "null",
        "7"
      })
  void refusesWhatIsNotOneJsonObject(String body) {
    assertProblem(gateway.post(body), 400, "malformed-json");
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] latin1 = "{\"warehouse_id\": \"Zürich\"}".getBytes(StandardCharsets.ISO_8859_1);
    HttpRequest.Builder request = gateway.predict("").POST(BodyPublishers.ofByteArray(latin1));

    assertProblem(gateway.send(request), 400, "malformed-json");
  }

  @Test
  void survivesDeepNestingAndHugeNumbers() {
    String deep = "[".repeat(30_000);
    String digits = "9".repeat(60_000);

    assertProblem(gateway.post("{\"warehouse_id\": " + deep), 400, "malformed-json");
    assertProblem(gateway.post("{\"x\":".repeat(10_000)), 400, "malformed-json");
    assertProblem(gateway.post("{\"horizon_days\": " + digits + "}"), 400, "malformed-json");
    assertThat(gateway.post(GOOD).status()).isEqualTo(200);
  }

  @Test
  void namesEveryFaultyMember() {
    Answer answer =
        gateway.post(
            """
            {"warehouse_id": 7, "item_id": null, "forecast_date": "01.03.2026",
             "horizon_days": "7", "include_confidence": "yes", "model_version": [],
             "horizont": {"a": [1]}}""");

    assertProblem(answer, 422, "invalid-request");
    assertThat(answer.json().get("errors").findValuesAsText("pointer"))
        .containsExactly(
            "#/warehouse_id",
            "#/item_id",
            "#/forecast_date",
            "#/horizon_days",
            "#/include_confidence",
            "#/model_version",
            "#/horizont");
    assertThat(answer.json().get("errors").findValuesAsText("detail")).noneMatch(String::isBlank);
  }

  @Test
  void reportsNoMoreThanTwentyFaults() {
    StringBuilder body = new StringBuilder("{\"warehouse_id\": \"BER\"");
    for (int i = 0; i < 2_000; i++) {
      body.append(",\"").append("x".repeat(10)).append(i).append("\": 1");
    }

    Answer answer = gateway.post(body.append("}").toString());

    assertProblem(answer, 422, "invalid-request");
    assertThat(answer.json().get("errors")).hasSize(20);
  }

  @Test
  void asksForAToken() {
    HttpRequest.Builder request =
        gateway
            .request(PREDICT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(GOOD));

    Answer answer = gateway.send(request);

    assertProblem(answer, 401, "unauthenticated");
    assertThat(answer.header("www-authenticate")).isEqualTo("Bearer realm=\"warecast\"");
  }

  @Test
  void refusesAWarehouseThatTheTokenDoesNotOpen() {
    HttpRequest.Builder request =
        gateway.predict(GOOD).setHeader("Authorization", "Bearer " + token("HAM", "MUC"));

    Answer answer = gateway.send(request);

    assertProblem(answer, 403, "forbidden");
    assertThat(answer.text("detail")).contains("'BER'");
  }

  @Test
  void answersAWarehouseThatTheTokenOpens() {
    HttpRequest.Builder request =
        gateway.predict(GOOD).setHeader("Authorization", "bearer " + token("HAM", "BER"));

    assertThat(gateway.send(request).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nothing", "/api/v1/nothing", "/api", "/api/v2/predict"})
  void knowsNoOtherPath(String path) {
    HttpRequest.Builder request =
        gateway.request(path).header("Authorization", "Bearer " + token("*")).GET();

    assertProblem(gateway.send(request), 404, "not-found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS"})
  void namesTheMethodThatPredictTakes(String method) {
    HttpRequest.Builder request = gateway.predict("").method(method, BodyPublishers.noBody());

    Answer answer = gateway.send(request);

    assertProblem(answer, 405, "method-not-allowed");
    assertThat(answer.header("allow")).isEqualTo("POST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/ready"})
  void namesTheMethodsThatHealthTakes(String path) {
    Answer answer = gateway.send(gateway.request(path).POST(BodyPublishers.ofString("{}")));

    assertProblem(answer, 405, "method-not-allowed");
    assertThat(answer.header("allow")).isEqualTo("GET, HEAD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/xml",
        "application/json; charset=utf-16",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
        "nonsense"
      })
  void refusesOtherMediaTypes(String type) {
    HttpRequest.Builder request = gateway.predict(GOOD).setHeader("Content-Type", type);

    assertProblem(gateway.send(request), 415, "unsupported-media-type");
  }

  @Test
  void refusesABodyWithoutMediaType() {
    HttpRequest.Builder request =
        gateway
            .request(PREDICT)
            .header("Authorization", "Bearer " + token("*"))
            .POST(BodyPublishers.ofString(GOOD));

    assertProblem(gateway.send(request), 415, "unsupported-media-type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "application/xml, text/*",
        "application/json;q=0",
        "*/*, application/json;q=0.0"
      })
  void refusesToProduceOtherMediaTypes(String accept) {
    HttpRequest.Builder request = gateway.predict(GOOD).header("Accept", accept);

    assertProblem(gateway.send(request), 406, "not-acceptable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "*/*",
        "application/*",
        "text/html, application/json;q=0.1",
        "application/JSON; charset=utf-8"
      })
  void producesJsonForWhoeverAcceptsIt(String accept) {
    HttpRequest.Builder request = gateway.predict(GOOD).header("Accept", accept);

    assertThat(gateway.send(request).status()).isEqualTo(200);
  }

  @Test
  void refusesABodyThatIsTooLarge() {
    String large = "{\"warehouse_id\": \"" + "x".repeat(200_000) + "\"}";

    Answer answer = gateway.post(large);

    assertProblem(answer, 413, "body-too-large");
    assertThat(answer.text("detail")).contains("65536 bytes");
  }

  @Test
  void refusesABodyThatIsTooLargeAndDoesNotSayHowLong() {
    byte[] large = ("{\"warehouse_id\": \"" + "x".repeat(200_000)).getBytes(StandardCharsets.UTF_8);
    HttpRequest.Builder request =
        gateway
            .predict("")
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));

    assertProblem(gateway.send(request), 413, "body-too-large");
  }

  @Test
  void refusesExpectationsThatItCannotMeet() throws Exception {
    String answer =
        raw(
            "POST "
                + PREDICT
                + " HTTP/1.1\r\nHost: x\r\nExpect: tea\r\n"
                + "Authorization: Bearer "
                + token("*")
                + "\r\nContent-Type: application/json\r\n"
                + "Connection: close\r\nContent-Length: 2\r\n\r\n{}");

    assertThat(answer).startsWith("HTTP/1.1 417").contains("application/problem+json");
  }

  @Test
  void answersWhatIsNotHttpWithAProblemToo() throws Exception {
    assertThat(raw("BLA\r\n\r\n")).startsWith("HTTP/1.0 400").contains("urn:warecast:problem");
    assertThat(raw("GET /" + "x".repeat(10_000) + " HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.0 414")
        .contains("uri-too-long");
    assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431")
        .contains("headers-too-large");
    assertThat(raw("GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("urn:warecast:problem");
  }

  @Test
  void servesOnTheSameConnectionAfterARefusal() throws Exception {
    String refused =
        "POST " + PREDICT + " HTTP/1.1\r\nHost: x\r\nContent-Length: 23\r\n\r\n" + GOOD;
    String health = "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    assertThat(raw(refused + health)).startsWith("HTTP/1.1 401").contains("HTTP/1.1 200");
  }

  private static String raw(String request) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", gateway.gateway().port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      InputStream answer = socket.getInputStream();
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
