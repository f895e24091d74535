package io.warecast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.warecast.gateway.GatewayFixture.Answer;
import io.warecast.gateway.backend.Limits;
import io.warecast.gateway.security.Role;
import java.net.http.HttpRequest;
import java.time.Duration;
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

  private static final String ADMIN = GatewayFixture.tokenOf("ada", Role.ADMIN, "*");
  private static final String ELSEWHERE = GatewayFixture.tokenOf("leo", Role.ADMIN, "leeds");

  private static final Set<String> seen = new TreeSet<>();
  private static GatewayFixture gateway;
  private static JsonNode document;

  @BeforeAll
  static void start() {
    gateway = GatewayFixture.start(SharedWorld.get().config());
    document = gateway.get("/openapi.json").json();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  static Stream<ApiOperation> operations() {
    return ApiOperation.of(document).stream();
  }

  static Stream<ApiOperation> secured() {
    return operations().filter(ApiOperation::isSecured);
  }

  static Stream<ApiOperation> posts() {
    return operations().filter(ApiOperation::isPost);
  }

  @Order(1)
  @ParameterizedTest
  @MethodSource("operations")
  void answersWhatTheDocumentSays(ApiOperation operation) throws Exception {
    if (operation.id().equals("streamForecasts")) {
      return; // has no end: ForecastStreamIT
    }
    Answer answer = gateway.send(operation.request(gateway, ADMIN));

    note(operation, answer, 200);
    if (operation.has("304")) {
      HttpRequest.Builder again =
          operation.request(gateway, ADMIN).header("If-None-Match", answer.header("ETag"));
      Answer unchanged = gateway.send(again);
      note(operation, unchanged, 304);
      assertThat(unchanged.header("ETag")).isEqualTo(answer.header("ETag"));
    }
  }

  @Order(1)
  @ParameterizedTest
  @MethodSource("secured")
  void asksForATokenEverywhere(ApiOperation operation) throws Exception {
    note(operation, gateway.send(operation.request(gateway, "")), 401);
  }

  @Order(1)
  @ParameterizedTest
  @MethodSource("secured")
  void refusesOtherWarehouses(ApiOperation operation) throws Exception {
    if (operation.has("403")) {
      String target = operation.target(true);
      if (target.matches("/api/v1/(forecasts|alerts)")) {
        target += "?warehouse_id=hamburg";
      }
      note(operation, send(operation, ELSEWHERE, target, operation.body()), 403);
    }
  }

  @Order(1)
  @ParameterizedTest
  @MethodSource("secured")
  void refusesWhatItDoesNotKnow(ApiOperation operation) throws Exception {
    String target = operation.target(true);
    String strange = target + (target.contains("?") ? "&" : "?") + "nonsense=1";
    note(
        operation,
        send(operation, ADMIN, operation.isPost() ? target : strange, "{\"nonsense\": 1}"),
        422);
  }

  /** The examples are bodies by the document; a body that is none by the document is refused. */
  @Order(1)
  @ParameterizedTest
  @MethodSource("posts")
  void takesWhatTheDocumentAllowsAndRefusesWhatItDoesNot(ApiOperation operation) throws Exception {
    JsonNode media = operation.resolve(operation.description().get("requestBody")).get("content");
    JsonSchema schema = schemaOf(media.get("application/json").get("schema"));
    JsonNode example = JSON.readTree(operation.body());
    assertThat(schema.validate(example)).as("%s: %s", operation, example).isEmpty();
    int refused = 0;
    for (JsonNode each : Mutation.of(example)) {
      if (!schema.validate(each).isEmpty()) {
        Answer answer = send(operation, ADMIN, operation.target(true), each.toString());
        // each request of a batch is answered or refused for itself
        int status = answer.json().at("/results/0/status").asInt(answer.status());
        assertThat(status).as("%s: %s", operation, each).isBetween(400, 422);
        refused++;
      }
    }
    assertThat(refused).as("bodies that %s refuses", operation).isPositive();
  }

  @Order(1)
  @ParameterizedTest
  @MethodSource("posts")
  void refusesBodiesThatCannotBeRead(ApiOperation operation) throws Exception {
    String target = operation.target(true);
    note(operation, send(operation, ADMIN, target, "{"), 400);
    String large = "{\"x\": \"" + "x".repeat(2 << 20) + "\"}";
    note(operation, send(operation, ADMIN, target, large), 413);
    HttpRequest.Builder text =
        operation.request(gateway, ADMIN).setHeader("Content-Type", "text/plain");
    note(operation, gateway.send(text), 415);
  }

  @Order(1)
  @ParameterizedTest
  @MethodSource("operations")
  void saysWhenThereIsNoSuchThing(ApiOperation operation) throws Exception {
    if (operation.has("404")) {
      String body = operation.body().replace(SharedWorld.ITEM, "nothing");
      note(operation, send(operation, ADMIN, operation.target(false), body), 404);
    }
  }

  @Test
  @Order(1)
  void saysWhenAModelCannotBeUsedOrTakenBack() throws Exception {
    for (ApiOperation operation : posts().filter(each -> each.has("409")).toList()) {
      String body =
          "{\"warehouse_id\": \"nowhere\"}"; // the gate never saw it; nothing to return to
      note(operation, send(operation, ADMIN, operation.target(true), body), 409);
    }
  }

  @Test
  @Order(1)
  void refusesToListInOtherFormats() throws Exception {
    ApiOperation list =
        operations().filter(op -> op.id().equals("listForecasts")).findFirst().get();
    HttpRequest.Builder request = list.request(gateway, ADMIN).header("Accept", "text/html");

    note(list, gateway.send(request), 406);
  }

  @Test
  @Order(1)
  void refusesEverythingWhileItHasTooMuchToDo() throws Exception {
    Limits none = new Limits(0, 0, 0, 5, Duration.ofSeconds(30));
    GatewayConfig usual = SharedWorld.get().config();
    try (GatewayFixture busy =
        GatewayFixture.start(usual.withBackends(usual.backends().withLimits(none)))) {
      for (ApiOperation operation : secured().toList()) {
        Answer answer = busy.send(operation.request(busy, ADMIN));
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
      for (ApiOperation operation : operations().filter(op -> !op.isSecured()).toList()) {
        if (operation.has("503")) {
          note(operation, alone.send(operation.request(alone, "")), 503);
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
                || each.equals("streamForecasts 200")); // ForecastStreamIT
    documented.removeAll(seen);

    assertThat(documented).isEmpty();
  }

  private static void note(ApiOperation operation, Answer answer, int status) throws Exception {
    assertThat(answer.status()).as("%s: %s", operation, answer.response().body()).isEqualTo(status);
    assertThat(answer.response().body()).doesNotContain("Exception");
    JsonNode response = operation.description().get("responses").get(Integer.toString(status));
    assertThat(response).as("%s documents %d", operation, status).isNotNull();
    seen.add(operation.id() + " " + status);
    JsonNode resolved = operation.resolve(response);
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

  private static JsonSchema schemaOf(JsonNode schema) {
    var root = JSON.createObjectNode();
    root.setAll((com.fasterxml.jackson.databind.node.ObjectNode) schema.deepCopy());
    root.set("components", document.get("components"));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root);
  }

  private static Answer send(ApiOperation operation, String token, String target, String body) {
    return gateway.send(operation.request(gateway, token, target, body));
  }
}
