package io.warecast.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A body in which one member is missing, unknown, or of another type or size. */
final class Mutation {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<JsonNode> OTHERS =
      List.of(
          NODES.nullNode(),
          NODES.numberNode(-1),
          NODES.numberNode(1_000_000),
          NODES.numberNode(1.5),
          NODES.textNode(""),
          NODES.textNode("2026-02-30"),
          NODES.textNode("x".repeat(300)),
          NODES.booleanNode(true),
          NODES.arrayNode(),
          NODES.arrayNode().add(1),
          NODES.objectNode().put("unheard-of", 1));

  private Mutation() {}

  /** Each body that differs from one in one place, at any depth. */
  static List<JsonNode> of(JsonNode body) {
    List<JsonNode> mutated = new ArrayList<>(OTHERS);
    if (body instanceof ObjectNode object) {
      mutated.add(object.deepCopy().put("unheard-of", 1));
      object
          .fieldNames()
          .forEachRemaining(
              name -> {
                mutated.add(object.deepCopy().without(name));
                of(object.get(name))
                    .forEach(other -> mutated.add(object.deepCopy().set(name, other)));
              });
    } else if (body instanceof ArrayNode array && !array.isEmpty()) {
      of(array.get(0))
          .forEach(
              other -> {
                ArrayNode copy = array.deepCopy();
                copy.set(0, other);
                mutated.add(copy);
              });
    }
    return mutated;
  }
}
