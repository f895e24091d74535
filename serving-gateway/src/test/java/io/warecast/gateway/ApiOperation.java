package io.warecast.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.warecast.domain.feature.DemandFeatures;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An operation of the OpenAPI document, and requests made of the document's examples. */
public record ApiOperation(JsonNode document, String path, String method, JsonNode description) {

  /** Where an example of the document is of other days than the tests' forecasts. */
  private static final Map<String, String> VALUES =
      Map.of("run_id", SharedWorld.RUN, "from", "2026-03-01", "to", "2026-03-10");

  public static List<ApiOperation> of(JsonNode document) {
    List<ApiOperation> all = new ArrayList<>();
    document
        .get("paths")
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fields()
                    .forEachRemaining(
                        each ->
                            all.add(
                                new ApiOperation(
                                    document, path.getKey(), each.getKey(), each.getValue()))));
    return all;
  }

  public String id() {
    return description.get("operationId").asText();
  }

  /** Whether it documents a status. */
  public boolean has(String status) {
    return description.get("responses").has(status);
  }

  public boolean isSecured() {
    return !description.has("security");
  }

  public boolean isPost() {
    return method.equals("post");
  }

  /** A node, or what it refers to. */
  public JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }

  /** A request that is to succeed. */
  public HttpRequest.Builder request(GatewayFixture to, String token) {
    return request(to, token, target(true), body());
  }

  /** The same, of another target and body; without a header when the token is empty. */
  public HttpRequest.Builder request(GatewayFixture to, String token, String target, String body) {
    HttpRequest.Builder request = to.request(target);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return isPost()
        ? request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body))
        : request.GET();
  }

  /** The example of a request's body. */
  public String body() {
    if (id().equals("promoteModel")) {
      return "{\"warehouse_id\": \"hamburg\", \"force\": true}";
    }
    if (id().equals("rollBackModel")) {
      return "{\"warehouse_id\": \"hamburg\"}";
    }
    if (id().endsWith("Infer")) {
      return inference();
    }
    JsonNode body = resolve(description.path("requestBody"));
    JsonNode media = body.path("content").path("application/json");
    JsonNode example =
        media.has("example") ? media.get("example") : media.path("examples").path("week");
    return (example.has("value") ? example.get("value") : example).toString();
  }

  /** Two rows, the first without any value. */
  public static String inference() {
    int width = DemandFeatures.SCHEMA.width();
    String unknown = "null,".repeat(width);
    String known = "1.5,".repeat(width - 1) + "1.5";
    return """
    {"id": "x", "inputs": [{"name": "features", "datatype": "FP32", "shape": [2, %d], "data": [%s]}]}"""
        .formatted(width, unknown + known);
  }

  /**
   * The path with the examples of its parameters, and of those of the query that it takes.
   *
   * @param isReal false for a path that names nothing
   */
  public String target(boolean isReal) {
    String target = path;
    StringBuilder query = new StringBuilder();
    for (JsonNode each : description.path("parameters")) {
      JsonNode parameter = resolve(each);
      String name = parameter.get("name").asText();
      JsonNode given = parameter.path("example");
      String example = VALUES.getOrDefault(name, (given.isArray() ? given.get(0) : given).asText());
      if (parameter.get("in").asText().equals("path")) {
        target = target.replace("{" + name + "}", isReal ? example : "nothing");
      } else if (parameter.path("required").asBoolean()) {
        query.append(query.isEmpty() ? "?" : "&").append(name).append("=");
        query.append(URLEncoder.encode(example, StandardCharsets.UTF_8));
      }
    }
    return target + query;
  }

  @Override
  public String toString() {
    return id();
  }
}
