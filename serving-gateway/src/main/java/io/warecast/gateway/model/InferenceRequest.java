package io.warecast.gateway.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.ext.web.RoutingContext;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.gateway.http.JsonMembers;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of features to ask a model about.
 *
 * @param rows row-major; {@code NaN} is missing
 * @param outputs names that are wanted; empty for all
 */
record InferenceRequest(Optional<String> id, float[] rows, int count, Set<String> outputs) {

  private static final int MOST_ROWS = 1_024;
  private static final Set<String> OUTPUTS = Set.of("mean", "quantiles");

  /** Reads the body of a request; 422 when it is not one tensor of features. */
  static InferenceRequest read(RoutingContext context) {
    JsonMembers body = JsonMembers.of(context);
    Optional<String> id = body.text("id");
    body.within("parameters");
    Set<String> outputs = outputs(body);
    JsonNode input = input(body);
    int width = DemandFeatures.SCHEMA.width();
    int count = count(body, input, width);
    float[] rows = new float[count * width];
    int filled = fill(input.path("data"), rows, 0);
    if (filled != rows.length) {
      body.refuse(
          "inputs",
          "has a data that is not %d numbers or nulls, as its shape says".formatted(rows.length));
    }
    body.end();
    return new InferenceRequest(id, rows, count, outputs);
  }

  boolean wants(String output) {
    return outputs.isEmpty() || outputs.contains(output);
  }

  private static Set<String> outputs(JsonMembers body) {
    Set<String> names = new HashSet<>();
    Optional<JsonNode> outputs = body.any("outputs");
    if (outputs.isPresent() && !outputs.get().isArray()) {
      body.refuse("outputs", "takes a list");
    } else if (outputs.isPresent()) {
      for (JsonNode each : outputs.get()) {
        String name = each.path("name").asText();
        if (OUTPUTS.contains(name)) {
          names.add(name);
        } else {
          body.refuse("outputs", "takes mean and quantiles");
        }
      }
    }
    return names;
  }

  private static JsonNode input(JsonMembers body) {
    JsonNode inputs =
        body.any("inputs").orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
    JsonNode input = inputs.path(0);
    String type = input.path("datatype").asText();
    if (!inputs.isArray()
        || inputs.size() != 1
        || !input.path("name").asText().equals("features")
        || !(type.equals("FP32") || type.equals("FP64"))) {
      body.refuse("inputs", "takes one tensor 'features' of datatype FP32 or FP64");
    }
    return input;
  }

  private static int count(JsonMembers body, JsonNode input, int width) {
    JsonNode shape = input.path("shape");
    int count = shape.path(0).isInt() ? shape.path(0).intValue() : 0;
    if (shape.size() == 2
        && count >= 1
        && count <= MOST_ROWS
        && shape.path(1).isInt()
        && shape.path(1).intValue() == width) {
      return count;
    }
    body.refuse(
        "inputs", "takes a shape of 1 to %d rows and %d columns".formatted(MOST_ROWS, width));
    return 0;
  }

  /** Takes numbers and nulls of a flat or nested list; -1 when there is anything else or more. */
  private static int fill(JsonNode data, float[] rows, int from) {
    int next = from;
    if (!data.isArray()) {
      return -1;
    }
    for (JsonNode each : data) {
      if (each.isArray()) {
        next = fill(each, rows, next);
      } else if (next < rows.length && (each.isNumber() || each.isNull())) {
        float value = each.isNull() ? Float.NaN : each.floatValue();
        rows[next++] = Float.isInfinite(value) ? Float.NaN : value;
      } else {
        return -1;
      }
      if (next < 0) {
        return -1;
      }
    }
    return next;
  }
}
