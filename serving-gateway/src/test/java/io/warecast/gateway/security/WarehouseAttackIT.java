package io.warecast.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.warecast.gateway.ApiOperation;
import io.warecast.gateway.GatewayFixture;
import io.warecast.gateway.GatewayFixture.Answer;
import io.warecast.gateway.ModelsFixture;
import io.warecast.gateway.SharedWorld;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An administrator of leeds tries to see, or to change, what is of hamburg. */
class WarehouseAttackIT {

  private static final String SERIES = "\"warehouse_id\": \"hamburg\", \"item_id\": \"bakery-001\"";
  private static final String DAYS = "&from=2026-03-01&to=2026-03-10";
  private static final String BOTH = "warehouse_id=leeds&warehouse_id=hamburg";

  /** Their parameters name no warehouse, but their answers are of several. */
  private static final Set<String> LISTS =
      Set.of("listWarehouses", "listBacktests", "listModels", "getModel", "listRuns", "getRun");

  private static GatewayFixture gateway;
  private static String mallory;

  /**
   * A request and what is to become of it.
   *
   * @param body empty for a GET
   * @param status 200 when the answer must not have anything of hamburg
   */
  record Attack(String operation, String target, String body, int status) {
    @Override
    public String toString() {
      return operation + " " + target + " " + body;
    }
  }

  @BeforeAll
  static void start() {
    gateway = GatewayFixture.start(SharedWorld.get().config());
    mallory = "Bearer " + GatewayFixture.tokenOf("mallory", Role.ADMIN, "leeds");
    assertThat(promoteInHamburg("{\"warehouse_id\": \"hamburg\", \"force\": true}", "promote"))
        .isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    promoteInHamburg("{\"warehouse_id\": \"hamburg\"}", "rollback");
    gateway.close();
  }

  private static int promoteInHamburg(String body, String verb) {
    String version = verb.equals("promote") ? ModelsFixture.PREVIOUS + "/" : "";
    return gateway
        .send(
            gateway
                .request("/api/v1/models/" + version + verb)
                .header("Authorization", "Bearer " + GatewayFixture.tokenOf("ada", Role.ADMIN, "*"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)))
        .status();
  }

  private static Attack get(String operation, String target, int status) {
    return new Attack(operation, target, "", status);
  }

  private static Attack post(String operation, String target, String body, int status) {
    return new Attack(operation, target, body, status);
  }

  private static String cursor(String... parts) {
    byte[] text = String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  static Stream<Attack> attacks() {
    return Stream.of(predictions(), lists(), streams(), past(), catalogue(), models(), operation())
        .flatMap(each -> each);
  }

  private static Stream<Attack> predictions() {
    String predict = "/api/v1/predict";
    return Stream.of(
        post("predict", predict, "{" + SERIES + "}", 403),
        post("predict", predict, "{\"warehouse_id\": \"hamburg\"}", 403),
        post("predict", predict, "{\"warehouse_id\": \"\\u0068amburg\"}", 403),
        post("predict", predict, "{\"warehouse_id\": \"*\"}", 403),
        post("predict", predict, "{\"warehouse_id\": \"leeds|hamburg\"}", 422),
        post("predict", predict, "{\"warehouse_id\": [\"leeds\", \"hamburg\"]}", 422),
        post("predict", predict, "{\"warehouse_id\": \"leeds\", " + SERIES + "}", 422),
        post("predict", predict, "{" + SERIES + ", \"warehouse_id\": \"leeds\"}", 422),
        post("predict", predict + "?warehouse_id=leeds", "{" + SERIES + "}", 403),
        post("predictBatch", predict + "/batch", "{\"requests\": [{" + SERIES + "}]}", 200),
        post(
            "predictBatch",
            predict + "/batch",
            "{\"requests\": [{\"warehouse_id\": \"leeds\"}, {" + SERIES + "}, {" + SERIES + "}]}",
            200),
        post("whatIf", "/api/v1/what-if", "{" + SERIES + ", \"suppose\": {\"price\": 1}}", 403),
        post("explain", "/api/v1/explain", "{" + SERIES + "}", 403));
  }

  private static Stream<Attack> lists() {
    String list = "/api/v1/forecasts";
    return Stream.of(
        get("listForecasts", list, 200),
        get("listForecasts", list + "?format=csv", 200),
        get("listForecasts", list + "?warehouse_id=hamburg", 403),
        get("listForecasts", list + "?warehouse_id=%68amburg", 403),
        get("listForecasts", list + "?" + BOTH, 422),
        get("listForecasts", list + "?warehouse_id=*", 403),
        get("listForecasts", list + "?cursor=" + cursor("hamburg", "_total"), 200),
        get(
            "listForecasts",
            list + "?warehouse_id=leeds&cursor=" + cursor("hamburg", "_total"),
            200),
        get("getForecast", list + "/hamburg/bakery-001", 403),
        get("getForecast", list + "/%68amburg/bakery-001", 403),
        get("getForecast", list + "/leeds/../hamburg/bakery-001", 403),
        get("getForecast", list + "/leeds/..%2Fhamburg%2Fbakery-001", 404),
        get("getForecast", list + "/hamburg/bakery-001?warehouse_id=leeds", 422));
  }

  private static Stream<Attack> streams() {
    String stream = "/api/v1/streams/forecasts?series=";
    return Stream.of(
        get("streamForecasts", stream + "hamburg%7Cbakery-001", 403),
        get("streamForecasts", stream + "leeds%7C_total&series=hamburg%7C_total", 403),
        get("streamForecasts", stream + "leeds%7C_total,hamburg%7C_total", 422),
        get("streamForecasts", stream + "*%7C_total", 403));
  }

  private static Stream<Attack> past() {
    return Stream.concat(
        Stream.of("vintages", "actuals", "accuracy", "accuracy/series")
            .flatMap(
                each -> {
                  String id =
                      switch (each) {
                        case "vintages" -> "listVintages";
                        case "actuals" -> "listActuals";
                        case "accuracy" -> "listAccuracy";
                        default -> "getSeriesAccuracy";
                      };
                  String path = "/api/v1/" + each;
                  return Stream.of(
                      get(id, path + "?warehouse_id=hamburg" + DAYS, 403),
                      get(id, path + "?" + BOTH + DAYS, 422),
                      get(id, path + "?warehouse_id=*" + DAYS, 403),
                      get(id, path + "?warehouse_id=leeds" + DAYS, 200));
                }),
        Stream.of(
            get("getFeatures", "/api/v1/features/hamburg/bakery-001", 403),
            get("getFeatures", "/api/v1/features/hamburg/bakery-001?origin=2026-03-01", 403),
            get("listBacktests", "/api/v1/accuracy/backtests?segment_kind=warehouse", 200)));
  }

  private static Stream<Attack> catalogue() {
    return Stream.of(
        get("listWarehouses", "/api/v1/warehouses", 200),
        get("listItems", "/api/v1/warehouses/hamburg/items", 403),
        get("listItems", "/api/v1/warehouses/hamburg/items?q=bak", 403),
        get("listItems", "/api/v1/warehouses/nowhere/items", 403));
  }

  private static Stream<Attack> models() {
    String models = "/api/v1/models";
    String promote = models + "/" + ModelsFixture.LATEST + "/promote";
    return Stream.of(
        get("listModels", models, 200),
        get("getModel", models + "/" + ModelsFixture.PREVIOUS, 200),
        post("promoteModel", promote, "{\"warehouse_id\": \"hamburg\", \"force\": true}", 403),
        post("promoteModel", promote, "{\"force\": true}", 403),
        post("promoteModel", promote, "{\"warehouse_id\": \"*\", \"force\": true}", 403),
        post("rollBackModel", models + "/rollback", "{\"warehouse_id\": \"hamburg\"}", 403),
        post("rollBackModel", models + "/rollback", "{}", 403));
  }

  private static Stream<Attack> operation() {
    return Stream.of(
        get("listAlerts", "/api/v1/alerts", 200),
        get("listAlerts", "/api/v1/alerts?warehouse_id=hamburg", 403),
        get("listAlerts", "/api/v1/alerts?" + BOTH, 422),
        get("listRuns", "/api/v1/runs", 200),
        get("getRun", "/api/v1/runs/" + SharedWorld.RUN, 200));
  }

  private static HttpRequest request(Attack attack, String authorization) {
    HttpRequest.Builder request =
        gateway.request(attack.target()).header("Authorization", authorization);
    return (attack.body().isEmpty()
            ? request.GET()
            : request
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(attack.body())))
        .build();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void showsAndChangesNothingOfAnotherWarehouse(Attack attack) throws Exception {
    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient()
            .send(request(attack, mallory), BodyHandlers.ofInputStream()); // a stream has no end
    assertThat(answer.statusCode()).isEqualTo(attack.status());
    String body = new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
    if (attack.status() == 200) {
      String told = body.replaceAll("\"problem\":\\{[^}]*\\}", ""); // repeats what was asked for
      assertThat(told).doesNotContain("hamburg");
    } else {
      assertThat(body).contains("urn:warecast:problem:").doesNotContain("predictions");
    }
  }

  @Test
  void refusesOneEntryOfABatchAndAnswersTheOthers() {
    Answer answer =
        gateway.send(
            gateway
                .predict(
                    "{\"requests\": [{\"warehouse_id\": \"leeds\"}, {"
                        + SERIES
                        + "}, {\"warehouse_id\": \"leeds\"}]}")
                .uri(
                    java.net.URI.create(
                        "http://127.0.0.1:" + gateway.gateway().port() + "/api/v1/predict/batch"))
                .setHeader("Authorization", mallory));

    assertThat(answer.json().get("results").findValuesAsText("status"))
        .startsWith("200", "403")
        .endsWith("200");
  }

  @Test
  void doesNotTellByAConditionalRequestWhatThereIs() {
    for (String item : new String[] {"bakery-001", "nothing"}) {
      Answer answer =
          gateway.send(
              gateway
                  .request("/api/v1/forecasts/hamburg/" + item)
                  .header("Authorization", mallory)
                  .header("If-None-Match", "*"));
      assertThat(answer.status()).isEqualTo(403);
    }
  }

  @Test
  void letsOnlyThoseAskAndChangeWhoHaveTheRole() throws Exception {
    String viewer = "Bearer " + GatewayFixture.token("*");
    String planner = "Bearer " + GatewayFixture.tokenOf("paul", Role.PLANNER, "*");
    for (Attack each : attacks().toList()) {
      boolean isOfPlanners = Set.of("whatIf", "explain").contains(each.operation());
      if (isOfPlanners || each.target().matches(".*/(promote|rollback)")) {
        HttpRequest.Builder request = HttpRequest.newBuilder(request(each, viewer), (n, v) -> true);
        assertThat(gateway.send(request).status()).as(each.toString()).isEqualTo(403);
        if (!isOfPlanners) {
          request.setHeader("Authorization", planner);
          assertThat(gateway.send(request).status()).as(each.toString()).isEqualTo(403);
        }
      }
    }
  }

  @Test
  void triesEveryOperationThatKnowsAWarehouse() {
    Set<String> tried = attacks().map(Attack::operation).collect(Collectors.toSet());
    Set<String> known = new TreeSet<>(LISTS);
    for (ApiOperation each : ApiOperation.of(gateway.get("/openapi.json").json())) {
      if (namesAWarehouse(each)) {
        known.add(each.id());
      }
    }

    assertThat(tried).containsAll(known);
    assertThat(known).hasSizeGreaterThan(18);
  }

  private static boolean namesAWarehouse(ApiOperation operation) {
    for (JsonNode each : operation.description().path("parameters")) {
      if (Set.of("warehouse_id", "series").contains(operation.resolve(each).get("name").asText())) {
        return true;
      }
    }
    JsonNode body = operation.resolve(operation.description().path("requestBody"));
    JsonNode schema = operation.resolve(body.at("/content/application~1json/schema"));
    return schema.at("/properties").has("warehouse_id") || schema.at("/properties").has("requests");
  }
}
