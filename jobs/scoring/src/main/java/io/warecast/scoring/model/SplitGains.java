package io.warecast.scoring.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What the splits of a booster have gained, read from XGBoost's JSON form: its own scores go by a
 * dump that fails on categorical features (XGBoost 3.4.0).
 */
final class SplitGains {

  private static final String CHILDREN = "left_children";
  private static final String COLUMNS = "split_indices";
  private static final String GAINS = "loss_changes";
  private static final Set<String> OF_TREE = Set.of(CHILDREN, COLUMNS, GAINS);

  private final double[] gains;
  private final Map<String, double[]> tree = new HashMap<>();

  private SplitGains(int width) {
    this.gains = new double[width];
  }

  /**
   * The gain of all splits by each column.
   *
   * @param model in XGBoost's JSON form, of trees
   * @throws ModelException when it is no JSON
   */
  static double[] of(byte[] model, int width) {
    SplitGains splits = new SplitGains(width);
    try (JsonParser json = new JsonFactory().createParser(model)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME && OF_TREE.contains(json.currentName())) {
          String name = json.currentName();
          json.nextToken();
          splits.add(name, numbers(json));
        }
      }
      return splits.gains;
    } catch (IOException e) {
      throw new ModelException("the JSON of the model cannot be read: " + e.getMessage(), e);
    }
  }

  /** The three arrays of a tree come in any order, and each once. */
  private void add(String name, double[] values) {
    tree.put(name, values);
    if (tree.size() == OF_TREE.size()) {
      double[] children = Objects.requireNonNull(tree.get(CHILDREN));
      for (int node = 0; node < children.length; node++) {
        if (children[node] >= 0) {
          int column = (int) Objects.requireNonNull(tree.get(COLUMNS))[node];
          gains[column] += Objects.requireNonNull(tree.get(GAINS))[node];
        }
      }
      tree.clear();
    }
  }

  private static double[] numbers(JsonParser array) throws IOException {
    double[] numbers = new double[64];
    int size = 0;
    while (array.nextToken() != JsonToken.END_ARRAY) {
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * size);
      }
      numbers[size++] = array.getDoubleValue();
    }
    return Arrays.copyOf(numbers, size);
  }
}
