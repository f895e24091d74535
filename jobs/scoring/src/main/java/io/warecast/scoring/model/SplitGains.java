package io.warecast.scoring.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What the splits of a booster have gained, read from XGBoost's JSON form: its own scores go by a
 * dump that fails on categorical features (XGBoost 3.4.0).
 */
public final class SplitGains {

  private static final String CHILDREN = "left_children";
  private static final String COLUMNS = "split_indices";
  private static final String GAINS = "loss_changes";
  private static final Set<String> OF_TREE = Set.of(CHILDREN, COLUMNS, GAINS);

  private final double[] byColumn;
  private final List<Double> gains = new ArrayList<>();
  private int leaves;
  private final Map<String, double[]> tree = new HashMap<>();

  private SplitGains(int width) {
    this.byColumn = new double[width];
  }

  /**
   * What the splits of a booster have gained.
   *
   * @param model in XGBoost's JSON form, of trees
   * @throws ModelException when it is no JSON
   */
  static SplitGains of(byte[] model, int width) {
    SplitGains splits = new SplitGains(width);
    try (JsonParser json = new JsonFactory().createParser(model)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME && OF_TREE.contains(json.currentName())) {
          String name = json.currentName();
          json.nextToken();
          splits.add(name, numbers(json));
        }
      }
      return splits;
    } catch (IOException e) {
      throw new ModelException("the JSON of the model cannot be read: " + e.getMessage(), e);
    }
  }

  /** The gain of all splits by each column. */
  public double[] byColumn() {
    return byColumn.clone();
  }

  /** Leaves of all trees. */
  public int leaves() {
    return leaves;
  }

  /**
   * The gain that a share of the splits do not reach; 0 of a booster without splits.
   *
   * @param share in [0, 1)
   */
  public double quantile(double share) {
    double[] sorted = gains.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[(int) (share * sorted.length)];
  }

  /** The three arrays of a tree come in any order, and each once. */
  private void add(String name, double[] values) {
    tree.put(name, values);
    if (tree.size() == OF_TREE.size()) {
      double[] children = Objects.requireNonNull(tree.get(CHILDREN));
      for (int node = 0; node < children.length; node++) {
        if (children[node] >= 0) {
          int column = (int) Objects.requireNonNull(tree.get(COLUMNS))[node];
          double gain = Objects.requireNonNull(tree.get(GAINS))[node];
          byColumn[column] += gain;
          gains.add(gain);
        } else {
          leaves++;
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
