package io.warecast.scoring.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the trees of a booster from XGBoost's JSON form. */
final class TreeReader {

  private static final String CHILDREN = "left_children";

  /** What a tree is; its arrays come in any order. */
  private static final Set<String> OF_TREE =
      Set.of(
          CHILDREN,
          "right_children",
          "split_indices",
          "split_conditions",
          "split_type",
          "default_left",
          "categories",
          "categories_nodes",
          "categories_segments",
          "categories_sizes");

  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, float[]> arrays = new HashMap<>();
  private final Map<String, float[]> tree = new HashMap<>();
  private final List<Map<String, float[]>> trees = new ArrayList<>();

  private TreeReader() {}

  /**
   * The trees of a booster, if it is one of plain trees and its objective one whose link is known
   * here: that of quantiles, or of means.
   *
   * @param model in XGBoost's JSON form
   * @throws ModelException when it is no JSON
   */
  static Optional<SharedPathTrees> read(byte[] model) {
    TreeReader reader = new TreeReader();
    try (JsonParser json = new JsonFactory().createParser(model)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          reader.take(json.currentName(), json);
        }
      }
    } catch (IOException e) {
      throw new ModelException("the JSON of the model cannot be read: " + e.getMessage(), e);
    }
    return reader.isOfPlainTrees() ? reader.link().map(reader::built) : Optional.empty();
  }

  private void take(String name, JsonParser json) throws IOException {
    if (OF_TREE.contains(name)) {
      json.nextToken();
      tree.put(name, numbers(json));
      if (tree.size() == OF_TREE.size()) {
        trees.add(Map.copyOf(tree));
        tree.clear();
      }
    } else if (name.equals("tree_info") || name.equals("weight_drop")) {
      json.nextToken();
      arrays.put(name, numbers(json));
    } else if (name.equals("name")
        || name.equals("base_score")
        || name.equals("size_leaf_vector")) {
      // The objective's name and the booster's both count; they cannot be mistaken.
      String value = json.nextTextValue();
      if (value != null) {
        texts.put(name.equals("name") ? value : name, value);
      }
    }
  }

  private boolean isOfPlainTrees() {
    return texts.containsKey("gbtree")
        && texts.getOrDefault("size_leaf_vector", "1").matches("[01]")
        && !arrays.containsKey("weight_drop")
        && !trees.isEmpty();
  }

  private Optional<Link> link() {
    String scores = texts.getOrDefault("base_score", "[0]").replaceAll("[\\[\\]]", "");
    if (texts.containsKey("reg:quantileerror")) {
      return Optional.of(new Link.Sorting(numbers(scores.split(",", -1))));
    }
    return ExponentialLink.OBJECTIVES.stream()
        .filter(texts::containsKey)
        .findFirst()
        .map(objective -> ExponentialLink.of(objective, scores));
  }

  private static float[] numbers(String[] texts) {
    float[] numbers = new float[texts.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Float.parseFloat(texts[i]);
    }
    return numbers;
  }

  private SharedPathTrees built(Link link) {
    SharedPathTrees.Builder builder = SharedPathTrees.with(link);
    float[] outputs = array(arrays, "tree_info");
    for (int i = 0; i < trees.size(); i++) {
      add(builder, trees.get(i), (int) outputs[i]);
    }
    return builder.build();
  }

  /** Children are numbered anew, so that a right one stands behind its left one. */
  private static void add(SharedPathTrees.Builder builder, Map<String, float[]> tree, int output) {
    float[] left = array(tree, CHILDREN);
    float[] right = array(tree, "right_children");
    Map<Integer, BitSet> categories = categories(tree);
    int[] order = new int[left.length];
    int known = 1;
    for (int at = 0; at < known; at++) {
      int node = order[at];
      if (left[node] < 0) {
        builder.leaf(array(tree, "split_conditions")[node]);
        continue;
      }
      builder.split(question(tree, node, categories), known);
      order[known++] = (int) left[node];
      order[known++] = (int) right[node];
    }
    builder.endTree(output);
  }

  private static Question question(
      Map<String, float[]> tree, int node, Map<Integer, BitSet> categories) {
    int column = (int) array(tree, "split_indices")[node];
    boolean isMissingLeft = array(tree, "default_left")[node] != 0;
    return array(tree, "split_type")[node] != 0
        ? Question.category(column, categories.getOrDefault(node, new BitSet()), isMissingLeft)
        : Question.number(column, array(tree, "split_conditions")[node], isMissingLeft);
  }

  /** The categories that go right, by node. */
  private static Map<Integer, BitSet> categories(Map<String, float[]> tree) {
    float[] values = array(tree, "categories");
    float[] nodes = array(tree, "categories_nodes");
    Map<Integer, BitSet> byNode = new HashMap<>();
    for (int i = 0; i < nodes.length; i++) {
      int from = (int) array(tree, "categories_segments")[i];
      int size = (int) array(tree, "categories_sizes")[i];
      BitSet categories = new BitSet();
      for (int j = from; j < from + size; j++) {
        categories.set((int) values[j]);
      }
      byNode.put((int) nodes[i], categories);
    }
    return byNode;
  }

  private static float[] array(Map<String, float[]> arrays, String name) {
    float[] found = arrays.get(name);
    if (found == null) {
      throw new ModelException("the JSON of the model has no " + name);
    }
    return found;
  }

  private static float[] numbers(JsonParser array) throws IOException {
    float[] numbers = new float[64];
    int size = 0;
    for (JsonToken token = array.nextToken();
        token != JsonToken.END_ARRAY;
        token = array.nextToken()) {
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * size);
      }
      // By its text: a detour over double could round twice.
      numbers[size++] =
          token.isNumeric()
              ? Float.parseFloat(array.getText())
              : token == JsonToken.VALUE_TRUE ? 1 : 0;
    }
    return Arrays.copyOf(numbers, size);
  }
}
