package io.warecast.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One object of a file of manifests. */
record Manifest(Path file, JsonNode content) {

  static final Path ROOT = Path.of(System.getProperty("project.root"));
  static final Path FOLDER = ROOT.resolve("deployment/kubernetes");
  static final Path CONTINUOUS = FOLDER.resolve("base/continuous.yaml");
  static final Path DAILY = FOLDER.resolve("base/daily/flinkdeployment.yaml");

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** Every object of every file but kustomize's own. */
  static List<Manifest> all() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.startsWith(FOLDER.resolve("src")))
          .filter(file -> !file.startsWith(FOLDER.resolve("target")))
          .filter(Predicate.not(file -> file.endsWith("kustomization.yaml")))
          .sorted()
          .flatMap(file -> in(file).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Manifest> in(Path file) {
    try {
      return parse(Files.readString(file)).stream().map(node -> new Manifest(file, node)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  static List<JsonNode> parse(String text) throws IOException {
    try (YAMLParser parser = new YAMLFactory().createParser(text);
        MappingIterator<JsonNode> documents = YAML.readValues(parser, JsonNode.class)) {
      return new ArrayList<>(documents.readAll());
    }
  }

  String kind() {
    return content.path("kind").asText();
  }

  /** The scalar leaves by their dotted path. */
  static Map<String, String> flat(JsonNode node) {
    Map<String, String> flat = new TreeMap<>();
    flatten("", node, flat);
    return flat;
  }

  private static void flatten(String path, JsonNode node, Map<String, String> into) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field ->
                  flatten(
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      field.getValue(),
                      into));
    } else {
      into.put(path, node.asText());
    }
  }

  @Override
  public String toString() {
    return FOLDER.relativize(file) + " " + kind();
  }
}
