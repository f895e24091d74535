package io.warecast.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.warecast.client.Catalogue;
import io.warecast.client.Forecasts;
import io.warecast.client.Inference;
import io.warecast.client.Models;
import io.warecast.client.Operation;
import io.warecast.client.Past;
import io.warecast.client.Problem;
import io.warecast.client.Series;
import io.warecast.gateway.ApiOperation;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The Java client held against the OpenAPI document, member by member. */
class ClientContractTest {

  private static final JsonNode DOCUMENT = document();

  private static final Map<String, Class<?>> GROUPS =
      Map.of(
          "forecasts", Forecasts.class,
          "past", Past.class,
          "catalogue", Catalogue.class,
          "models", Models.class,
          "operation", Operation.class,
          "inference", Inference.class);

  /** Words that clients of an older kind meet; no document has them. */
  private static final String OTHER = "OTHER";

  private final Set<Type> compared = new HashSet<>();

  private static JsonNode document() {
    try (InputStream yaml = ClientContractTest.class.getResourceAsStream("/openapi.yaml")) {
      return new ObjectMapper().valueToTree(new Yaml().load(yaml));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  static Stream<ApiOperation> operations() {
    return ApiOperation.of(DOCUMENT).stream();
  }

  private static Method method(ApiOperation operation) {
    Class<?> group = GROUPS.get(operation.description().at("/tags/0").asText());
    return Arrays.stream(group.getMethods())
        .filter(each -> each.getName().equals(operation.id()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(group + " has no method " + operation.id()));
  }

  private static JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? DOCUMENT.at(node.get("$ref").asText().substring(1)) : node;
  }

  @ParameterizedTest
  @MethodSource("operations")
  void hasAMethodWhoseAnswerHasTheMembersOfTheDocument(ApiOperation operation) {
    Method method = method(operation);
    JsonNode content = resolve(operation.description().at("/responses/200")).get("content");
    JsonNode schema = content.at("/application~1json/schema");
    if (schema.isMissingNode() || operation.id().equals("openApiJson")) {
      assertThat(method.getReturnType()).isIn(String.class, Stream.class);
    } else {
      compare(operation.id(), schema, method.getGenericReturnType());
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void sendsWhatTheDocumentSays(ApiOperation operation) {
    List<String> path = new ArrayList<>();
    Set<String> query = new TreeSet<>();
    for (JsonNode each : operation.description().path("parameters")) {
      JsonNode parameter = resolve(each);
      switch (parameter.get("in").asText()) {
        case "path" -> path.add(parameter.get("name").asText());
        case "query" -> query.add(parameter.get("name").asText());
        default -> {} // of the protocol
      }
    }
    query.remove("format"); // a method of its own
    JsonNode body =
        resolve(operation.description().path("requestBody"))
            .at("/content/application~1json/schema");
    List<Type> parameters = List.of(method(operation).getGenericParameterTypes());
    if (operation.id().equals("streamForecasts")) {
      assertThat(parameters).hasSize(1);
      return;
    }
    int rest = path.contains("item_id") ? path.size() - 1 : path.size();
    assertThat(parameters.subList(0, rest)).allMatch(List.of(String.class, Series.class)::contains);
    assertThat(parameters).hasSize(rest + (query.isEmpty() && body.isMissingNode() ? 0 : 1));
    if (!query.isEmpty()) {
      assertThat(names((Class<?>) parameters.get(rest))).isEqualTo(query);
    }
    if (!body.isMissingNode()) {
      compare(operation.id(), body, parameters.get(rest));
    }
  }

  @Test
  void readsProblemsAsTheDocumentHasThem() {
    compare("Problem", DOCUMENT.at("/components/schemas/Problem"), Problem.class);
  }

  private static Set<String> names(Class<?> type) {
    Set<String> names = new TreeSet<>();
    for (RecordComponent each : type.getRecordComponents()) {
      names.add(name(each));
    }
    return names;
  }

  private static String name(RecordComponent component) {
    return new PropertyNamingStrategies.SnakeCaseStrategy().translate(component.getName());
  }

  private void compare(String where, JsonNode node, Type type) {
    JsonNode schema = resolve(node);
    Type content = content(type);
    if (schema.has("enum")) {
      compareWords(where, schema.get("enum"), content);
    } else if (schema.path("type").asText().equals("array")) {
      compareItems(where, schema.path("items"), content);
    } else if (schema.has("properties") && compared.add(content)) {
      compareMembers(where, schema, (Class<?>) content);
    }
  }

  /** Of an optional what it holds. */
  private static Type content(Type type) {
    return type instanceof ParameterizedType generic && generic.getRawType() == Optional.class
        ? generic.getActualTypeArguments()[0]
        : type;
  }

  private static void compareWords(String where, JsonNode words, Type type) {
    if (type instanceof Class<?> constants && constants.isEnum()) {
      Set<String> known = new TreeSet<>();
      for (Object each : constants.getEnumConstants()) {
        String constant = ((Enum<?>) each).name();
        if (!constant.equals(OTHER)) {
          known.add(word(constants, constant));
        }
      }
      words.forEach(each -> assertThat(known).as(where).contains(each.asText()));
    } else {
      assertThat(type).as(where).isEqualTo(String.class);
    }
  }

  private static String word(Class<?> constants, String constant) {
    try {
      return constants.getField(constant).getAnnotation(JsonProperty.class).value();
    } catch (NoSuchFieldException e) {
      throw new AssertionError(e);
    }
  }

  private void compareItems(String where, JsonNode items, Type type) {
    if (type instanceof ParameterizedType list) {
      assertThat(list.getRawType()).as(where).isEqualTo(List.class);
      compare(where + "[]", items, list.getActualTypeArguments()[0]);
    } else {
      assertThat(((Class<?>) type).isArray()).as(where).isTrue();
    }
  }

  private void compareMembers(String where, JsonNode schema, Class<?> type) {
    Set<String> documented = new TreeSet<>();
    schema.get("properties").fieldNames().forEachRemaining(documented::add);
    documented.remove("parameters"); // of the inference protocol, which nobody reads here
    assertThat(names(type)).as("%s: %s", where, type).isEqualTo(documented);
    Set<String> required = new TreeSet<>();
    schema.path("required").forEach(each -> required.add(each.asText()));
    for (RecordComponent each : type.getRecordComponents()) {
      String member = where + "." + name(each);
      JsonNode property = schema.get("properties").get(name(each));
      boolean isThere = required.contains(name(each)) && !isNullable(resolve(property));
      assertThat(isThere || mayBeAbsent(each.getType())).as(member + " may be absent").isTrue();
      compare(member, property, each.getGenericType());
    }
  }

  private static boolean isNullable(JsonNode schema) {
    return schema.path("type").isArray() && schema.path("type").toString().contains("null");
  }

  private static boolean mayBeAbsent(Class<?> type) {
    return List.of(
            Optional.class,
            OptionalInt.class,
            OptionalLong.class,
            OptionalDouble.class,
            List.class,
            Map.class)
        .contains(type);
  }
}
