package io.warecast.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.util.List;

/**
 * The schema of a custom resource, stricter than the API server: what that would silently drop is
 * refused.
 */
final class CustomResources {

  private static final List<String> OF_EVERY_OBJECT = List.of("apiVersion", "kind", "metadata");

  private final JsonSchema schema;

  private CustomResources(JsonSchema schema) {
    this.schema = schema;
  }

  /**
   * Reads a definition.
   *
   * @param flinkVersion accepted, too, though the definition may be older than it
   */
  static CustomResources of(String definition, String flinkVersion) throws IOException {
    JsonNode version = Manifest.parse(definition).get(0).at("/spec/versions/0");
    ObjectNode root = (ObjectNode) version.at("/schema/openAPIV3Schema");
    ObjectNode properties = (ObjectNode) root.get("properties");
    OF_EVERY_OBJECT.forEach(
        name -> properties.putObject(name).put("x-kubernetes-preserve-unknown-fields", true));
    ((ArrayNode) properties.at("/spec/properties/flinkVersion/enum")).add(flinkVersion);
    refuseUnknown(root);
    return new CustomResources(
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root));
  }

  /** What is wrong with an object; nothing when it is valid. */
  List<String> check(JsonNode content) {
    return schema.validate(content).stream().map(ValidationMessage::getMessage).toList();
  }

  private static void refuseUnknown(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")
        && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      object.put("additionalProperties", false);
    }
    JsonNode properties = schema.path("properties");
    properties.forEach(CustomResources::refuseUnknown);
    for (String nested : List.of("items", "additionalProperties")) {
      if (schema.path(nested).isObject()) {
        refuseUnknown(schema.get(nested));
      }
    }
  }
}
