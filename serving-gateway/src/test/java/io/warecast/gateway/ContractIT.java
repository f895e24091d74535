package io.warecast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.feature.FeatureVector;
import io.warecast.domain.feature.FeatureVectorCodec;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.RedisKeys;
import io.warecast.domain.series.SeriesKey;
import io.warecast.gateway.GatewayFixture.Answer;
import io.warecast.gateway.backend.BackendsConfig;
import io.warecast.gateway.backend.Limits;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation and status of the OpenAPI document, each answer held against its schema. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContractIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ITEM = "bakery-001";

  /** Needs a stream job or a model registry: {@code GatewayOnDemandIT} of the local stack. */
  private static final Set<String> IN_THE_LOCAL_STACK =
      Set.of(
          "whatIf",
          "explain",
          "listModels",
          "getModel",
          "promoteModel",
          "rollBackModel",
          "serverReady",
          "modelMetadata",
          "modelReady",
          "modelInfer",
          "versionMetadata",
          "versionReady",
          "versionInfer");

  private static final Set<String> seen = new TreeSet<>();
  private static RedisFixture redis;
  private static PostgresFixture postgres;
  private static GatewayFixture gateway;
  private static JsonNode document;

  record Operation(String path, String method, JsonNode description) {

    String id() {
      return description.get("operationId").asText();
    }

    boolean has(String status) {
      return description.get("responses").has(status);
    }

    boolean isSecured() {
      return !description.has("security");
    }

    @Override
    public String toString() {
      return id();
    }
  }

  @BeforeAll
  static void start() {
    redis = RedisFixture.start();
    postgres = PostgresFixture.start();
    LocalDate origin = Forecasts.ORIGIN;
    postgres.run("daily-1", "daily", origin, "published");
    for (String item : List.of("_total", ITEM, "bakery-002")) {
      Forecast forecast = Forecasts.of("hamburg", item);
      redis.store(forecast);
      postgres.store("daily-1", forecast);
    }
    postgres.execute("INSERT INTO warehouse VALUES ('hamburg', 'north', 'Europe/Berlin')");
    postgres.execute("INSERT INTO item VALUES ('bakery-001', 'bakery', 'fresh')");
    postgres.execute(
        "INSERT INTO daily_demand VALUES ('hamburg', 'bakery-001', '2026-03-02', 1.5, 1), ('hamburg', 'bakery-001', '2026-03-03', 0, 1)");
    postgres.execute(
        "INSERT INTO live_accuracy VALUES ('2026-03-02', 'hamburg', 'all', '1', 'wape', 0.25), ('2026-03-02', 'hamburg', 'all', '1', 'bias', 'NaN')");
    postgres.execute(
        "INSERT INTO forecast_accuracy VALUES ('bt-1', 'demand', 'demand-7', NULL, 'all', 'all', '1-28', 'model', 'wape', 0.5)");
    postgres.execute(
        "INSERT INTO alert VALUES ('hamburg', '2026-03-02', 'coverage', '95', 0.8, 0.9, now(), 'Too narrow.')");
    float[] values = new float[DemandFeatures.SCHEMA.width()];
    values[3] = Float.NaN;
    redis.set(
        RedisKeys.features(new SeriesKey("hamburg", ITEM)),
        FeatureVectorCodec.encode(
            new FeatureVector(
                new SeriesKey("hamburg", ITEM),
                20_000,
                1,
                1,
                DemandFeatures.SCHEMA.hash(),
                values)));
    gateway = GatewayFixture.start(config(Limits.STANDARD));
    document = gateway.get("/openapi.json").json();
  }

  @AfterAll
  static void stop() {
    gateway.close();
    redis.close();
    postgres.close();
  }

  private static GatewayConfig config(Limits limits) {
    return GatewayFixture.config(redis.port())
        .withBackends(BackendsConfig.NONE.withPostgres(postgres.config()).withLimits(limits));
  }

  static Stream<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    document
        .get("paths")
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fields()
                    .forEachRemaining(
                        op -> all.add(new Operation(path.getKey(), op.getKey(), op.getValue()))));
    return all.stream();
  }

  static Stream<Operation> here() {
    return operations().filter(each -> !IN_THE_LOCAL_STACK.contains(each.id()));
  }

  static Stream<Operation> secured() {
    return operations().filter(Operation::isSecured);
  }

  static Stream<Operation> posts() {
    return operations().filter(each -> each.method().equals("post"));
  }

  @Order(1)
  @ParameterizedTest
  @MethodSource("here")
  void answersWhatTheDocumentSays(Operation operation) throws Exception {
    if (operation.id().equals("streamForecasts")) {
      return; // has no end: ForecastStreamIT
    }
    Answer answer = send(gateway, operation, target(operation, true), body(operation), "*");

    note(operation, answer, 200);
    if (operation.has("304")) {
      HttpRequest.Builder again =
          request(gateway, operation, target(operation, true), body(operation), "*")
              .header("If-None-Match", answer.header("ETag"));
      Answer unchanged = gateway.send(again);
      note(operation, unchanged, 304);
      assertThat(unchanged.header("ETag")).isEqualTo(answer.header("ETag"));
    }
  }

  @Order(1)
  @ParameterizedTest
  @MethodSource("secured")
  void asksForATokenEverywhere(Operation operation) throws Exception {
    note(operation, send(gateway, operation, target(operation, true), body(operation), ""), 401);
  }

  @Order(1)
  @ParameterizedTest
  @MethodSource("secured")
  void refusesOtherWarehouses(Operation operation) throws Exception {
    if (operation.has("403")) {
      String target = target(operation, true);
      if (target.matches("/api/v1/(forecasts|alerts)")) {
        target += "?warehouse_id=hamburg";
      }
      note(operation, send(gateway, operation, target, body(operation), "leeds"), 403);
    }
  }

  @Order(1)
  @ParameterizedTest
  @MethodSource("secured")
  void refusesWhatItDoesNotKnow(Operation operation) throws Exception {
    String target = target(operation, true);
    String strange = target + (target.contains("?") ? "&" : "?") + "nonsense=1";
    boolean hasBody = operation.method().equals("post");
    note(
        operation,
        send(gateway, operation, hasBody ? target : strange, "{\"nonsense\": 1}", "*"),
        422);
  }

  @Order(1)
  @ParameterizedTest
  @MethodSource("posts")
  void refusesBodiesThatCannotBeRead(Operation operation) throws Exception {
    String target = target(operation, true);
    note(operation, send(gateway, operation, target, "{", "*"), 400);
    String large = "{\"x\": \"" + "x".repeat(2 << 20) + "\"}";
    note(operation, send(gateway, operation, target, large, "*"), 413);
    HttpRequest.Builder text =
        request(gateway, operation, target, "{}", "*").setHeader("Content-Type", "text/plain");
    note(operation, gateway.send(text), 415);
  }

  @Order(1)
  @ParameterizedTest
  @MethodSource("here")
  void saysWhenThereIsNoSuchThing(Operation operation) throws Exception {
    if (operation.has("404")) {
      String body = body(operation).replace(ITEM, "nothing");
      note(operation, send(gateway, operation, target(operation, false), body, "*"), 404);
    }
  }

  @Test
  @Order(1)
  void refusesToListInOtherFormats() throws Exception {
    Operation list = operations().filter(op -> op.id().equals("listForecasts")).findFirst().get();
    HttpRequest.Builder request =
        request(gateway, list, list.path(), "", "*").header("Accept", "text/html");

    note(list, gateway.send(request), 406);
  }

  @Test
  @Order(1)
  void refusesEverythingWhileItHasTooMuchToDo() throws Exception {
    Limits none = new Limits(0, 0, 0, 5, Duration.ofSeconds(30));
    try (GatewayFixture busy = GatewayFixture.start(config(none))) {
      for (Operation operation : secured().toList()) {
        Answer answer = send(busy, operation, target(operation, true), body(operation), "*");
        note(operation, answer, 503);
        assertThat(answer.header("Retry-After")).isNotEmpty();
      }
    }
  }

  @Test
  @Order(1)
  void isNotReadyWithoutAnyStore() throws Exception {
    GatewayConfig nothing = GatewayFixture.config(RedisFixture.freePort());
    try (GatewayFixture alone = GatewayFixture.start(nothing)) {
      for (Operation operation : operations().filter(op -> !op.isSecured()).toList()) {
        if (operation.has("503")) {
          note(operation, send(alone, operation, operation.path(), "", ""), 503);
        }
      }
    }
  }

  @Test
  @Order(2)
  void leavesNoDocumentedAnswerUntested() {
    Set<String> documented = new TreeSet<>();
    operations()
        .forEach(
            op ->
                op.description()
                    .get("responses")
                    .fieldNames()
                    .forEachRemaining(status -> documented.add(op.id() + " " + status)));
    documented.removeIf(
        each ->
            each.endsWith(" default")
                || each.endsWith(" 429") // RateLimitIT
                || each.equals("streamForecasts 200") // ForecastStreamIT
                || (IN_THE_LOCAL_STACK.contains(each.split(" ")[0])
                    && each.matches(".* (200|304|404|409)")));
    documented.removeAll(seen);

    assertThat(documented).isEmpty();
  }

  private static void note(Operation operation, Answer answer, int status) throws Exception {
    assertThat(answer.status()).as("%s: %s", operation, answer.response().body()).isEqualTo(status);
    assertThat(answer.response().body()).doesNotContain("Exception");
    JsonNode response = operation.description().get("responses").get(Integer.toString(status));
    assertThat(response).as("%s documents %d", operation, status).isNotNull();
    seen.add(operation.id() + " " + status);
    JsonNode resolved = resolve(response);
    String type = answer.header("Content-Type").replaceAll(";.*", "");
    JsonNode schema = resolved.path("content").path(type).path("schema");
    if (status != 304) {
      assertThat(schema.isMissingNode()).as("%s %d of %s", operation, status, type).isFalse();
    }
    if (type.endsWith("json")) {
      assertThat(schemaOf(schema).validate(answer.json()))
          .as("%s: %s", operation, answer.response().body())
          .isEmpty();
    }
  }

  private static JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }

  private static JsonSchema schemaOf(JsonNode schema) {
    var root = JSON.createObjectNode();
    root.setAll((com.fasterxml.jackson.databind.node.ObjectNode) schema.deepCopy());
    root.set("components", document.get("components"));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root);
  }

  private static Answer send(
      GatewayFixture to, Operation operation, String target, String body, String warehouse) {
    return to.send(request(to, operation, target, body, warehouse));
  }

  private static HttpRequest.Builder request(
      GatewayFixture to, Operation operation, String target, String body, String warehouse) {
    HttpRequest.Builder request = to.request(target);
    if (!warehouse.isEmpty()) {
      request.header("Authorization", "Bearer " + GatewayFixture.token(warehouse));
    }
    return operation.method().equals("post")
        ? request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body))
        : request.GET();
  }

  /** The example of a request's body. */
  private static String body(Operation operation) {
    JsonNode body = resolve(operation.description().path("requestBody"));
    JsonNode media = body.path("content").path("application/json");
    JsonNode example =
        media.has("example") ? media.get("example") : media.path("examples").path("week");
    if (operation.id().equals("promoteModel") || operation.id().equals("rollBackModel")) {
      return "{\"warehouse_id\": \"hamburg\"}";
    }
    return (example.has("value") ? example.get("value") : example).toString();
  }

  /** The path with the examples of its parameters; those of the path name nothing unless real. */
  private static String target(Operation operation, boolean isReal) {
    String path = operation.path();
    StringBuilder query = new StringBuilder();
    for (JsonNode each : operation.description().path("parameters")) {
      JsonNode parameter = resolve(each);
      String name = parameter.get("name").asText();
      JsonNode given = parameter.path("example");
      String example = (given.isArray() ? given.get(0) : given).asText();
      if (parameter.get("in").asText().equals("path")) {
        String real = Map.of("run_id", "daily-1").getOrDefault(name, example);
        path = path.replace("{" + name + "}", isReal ? real : "nothing");
      } else if (parameter.path("required").asBoolean()) {
        String value =
            name.equals("to") ? "2026-03-10" : name.equals("from") ? "2026-03-01" : example;
        query.append(query.isEmpty() ? "?" : "&").append(name).append("=");
        query.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
      }
    }
    return path + query;
  }
}
