package io.warecast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.warecast.gateway.security.Role;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Ten thousand requests that are almost right, to every operation of the document. */
class FuzzIT {

  private static final int REQUESTS = 10_500;
  private static final int AT_ONCE = 64;

  private static final List<String> VALUES =
      List.of(
          "",
          " ",
          "0",
          "-1",
          "1e9",
          "NaN",
          "null",
          "true",
          "9".repeat(40),
          "a".repeat(300),
          "x".repeat(3_000),
          "\u0000",
          "\u001f",
          "é€😀",
          "\ud800",
          "' OR 1=1 --",
          "../../etc/passwd",
          "%2e%2e%2f",
          "hamburg|x",
          "a:b",
          "2026-02-30",
          "2026-13-01",
          "9999-12-31",
          "0000-01-01",
          "-999999999-01-01",
          "2026-03-01T00:00:00Z",
          "latest",
          "_total",
          "_category:",
          "{}",
          "[]",
          "\r\nX-Evil: 1",
          "hamburg",
          "bakery-001",
          "2026-03-02",
          "500",
          "1",
          "json");

  private static final List<String> JSON_VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "1e999",
          "99999999999999999999",
          "\"\"",
          "\"a\"",
          "[]",
          "{}",
          "[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]",
          "{\"a\":{\"b\":[1,2,{\"c\":null}]}}",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"2026-02-30\"",
          "\"9999-12-31\"",
          "\"é€😀\"",
          "\"" + "x".repeat(2_000) + "\"",
          "\"hamburg\"",
          "[1,2,3]",
          "7");

  private final Random random = new Random(20_261_124);

  @Test
  void answersWhateverComesWithoutFailing() throws Exception {
    GatewayConfig usual = SharedWorld.get().config();
    // a registry of its own, since administrators' requests may promote what there is
    GatewayConfig config =
        usual.withBackends(usual.backends().withModels(ModelsFixture.create().uri()));
    try (GatewayFixture gateway = GatewayFixture.start(config)) {
      attack(gateway);
      assertThat(gateway.post("{\"warehouse_id\":\"hamburg\",\"item_id\":\"bakery-001\"}").status())
          .isEqualTo(200);
    }
  }

  private void attack(GatewayFixture gateway) throws Exception {
    JsonNode document = gateway.get("/openapi.json").json();
    List<String> targets = new ArrayList<>();
    document
        .get("paths")
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(method -> targets.add(method + " " + path.getKey())));
    targets.remove("get /api/v1/streams/forecasts"); // a good one has no end
    Queue<String> failures = new ConcurrentLinkedQueue<>();
    TreeMap<Integer, Integer> statuses = new TreeMap<>();
    Semaphore free = new Semaphore(AT_ONCE);
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    String token = "Bearer " + GatewayFixture.tokenOf("ada", Role.ADMIN, "*");
    for (int i = 0; i < REQUESTS; i++) {
      String target = targets.get(i % targets.size());
      HttpRequest request = request(gateway, document, target, token);
      free.acquire();
      CompletableFuture<HttpResponse<String>> answer =
          client.sendAsync(request, BodyHandlers.ofString());
      var unused =
          answer
              .orTimeout(30, TimeUnit.SECONDS)
              .whenComplete(
                  (response, failure) -> {
                    free.release();
                    String problem = failure == null ? fault(response) : failure.toString();
                    if (!problem.isEmpty()) {
                      failures.add(request.method() + " " + request.uri() + ": " + problem);
                    }
                    if (response != null) {
                      synchronized (statuses) {
                        statuses.merge(response.statusCode(), 1, Integer::sum);
                      }
                    }
                  });
    }
    free.acquire(AT_ONCE);
    assertThat(failures.stream().limit(10)).as("%d, %s", failures.size(), statuses).isEmpty();
    assertThat(statuses.keySet()).contains(200, 400, 404, 409, 422);
  }

  private static String fault(HttpResponse<String> response) {
    boolean isOldForecast = response.body().contains(":too-stale"); // who asks for newer is refused
    if (response.statusCode() >= 500 && !isOldForecast) {
      return response.statusCode() + " " + response.body();
    }
    String body = response.body();
    return body.contains("\tat ") || body.contains("Exception") ? body : "";
  }

  private HttpRequest request(
      GatewayFixture gateway, JsonNode document, String target, String token) {
    String method = target.substring(0, target.indexOf(' '));
    String path = target.substring(target.indexOf(' ') + 1);
    JsonNode operation = document.at("/paths/" + path.replace("/", "~1") + "/" + method);
    StringBuilder query = new StringBuilder();
    for (JsonNode each : operation.path("parameters")) {
      JsonNode parameter =
          each.has("$ref") ? document.at(each.get("$ref").asText().substring(1)) : each;
      String name = parameter.get("name").asText();
      String value =
          random.nextInt(3) > 0 && parameter.has("example")
              ? parameter.get("example").asText()
              : pick(VALUES);
      switch (parameter.get("in").asText()) {
        case "path" -> path = path.replace("{" + name + "}", encode(value));
        case "query" -> {
          if (random.nextInt(4) > 0) {
            query
                .append(query.isEmpty() ? "?" : "&")
                .append(name)
                .append("=")
                .append(encode(value));
          }
        }
        default -> {}
      }
    }
    if (random.nextInt(12) == 0) {
      query.append(query.isEmpty() ? "?" : "&").append(encode(pick(VALUES))).append("=1");
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + gateway.gateway().port() + path + query))
            .timeout(Duration.ofSeconds(20));
    if (random.nextInt(20) > 0) {
      request.header("Authorization", token);
    }
    header(request, "If-None-Match");
    header(request, "Accept");
    header(request, "X-Request-Id");
    header(request, "traceparent");
    if (method.equals("get")) {
      return request.GET().build();
    }
    request.header("Content-Type", random.nextInt(15) == 0 ? "text/csv" : "application/json");
    return request.POST(BodyPublishers.ofByteArray(body(document, operation))).build();
  }

  private void header(HttpRequest.Builder request, String name) {
    String value = pick(VALUES);
    if (random.nextInt(6) == 0 && value.chars().allMatch(c -> c >= ' ' && c < 127)) {
      request.header(name, value);
    }
  }

  private byte[] body(JsonNode document, JsonNode operation) {
    JsonNode body = operation.path("requestBody");
    body = body.has("$ref") ? document.at(body.get("$ref").asText().substring(1)) : body;
    JsonNode schema = body.at("/content/application~1json/schema");
    schema = schema.has("$ref") ? document.at(schema.get("$ref").asText().substring(1)) : schema;
    StringBuilder json = new StringBuilder("{");
    schema
        .path("properties")
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (random.nextInt(3) > 0) {
                json.append(json.length() == 1 ? "" : ",");
                json.append('"').append(name).append("\":").append(value(name));
              }
            });
    byte[] bytes = json.append("}").toString().getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(10) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(25) == 0 ? java.util.Arrays.copyOf(bytes, bytes.length / 2) : bytes;
  }

  private String value(String name) {
    if (random.nextInt(3) == 0) {
      return pick(JSON_VALUES);
    }
    return switch (name) {
      case "warehouse_id" -> "\"hamburg\"";
      case "item_id" -> "\"bakery-001\"";
      case "forecast_date" -> "\"" + LocalDate.of(2026, 3, 2).plusDays(random.nextInt(40)) + "\"";
      case "horizon_days" -> Integer.toString(random.nextInt(40));
      case "model_version" -> "\"latest\"";
      case "requests" -> "[{\"warehouse_id\":\"hamburg\"}," + pick(JSON_VALUES) + "]";
      case "suppose" -> "{\"price\":" + pick(JSON_VALUES) + "}";
      case "inputs" ->
          "[{\"name\":\"features\",\"datatype\":\"FP32\",\"shape\":[1,38],\"data\":"
              + pick(JSON_VALUES)
              + "}]";
      default -> pick(JSON_VALUES);
    };
  }

  private String pick(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
