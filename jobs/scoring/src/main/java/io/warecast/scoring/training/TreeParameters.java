package io.warecast.scoring.training;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * How one booster's trees are grown.
 *
 * @param rounds of boosting
 * @param depth of a tree
 * @param learningRate share of a leaf's value that is added
 * @param rowShare share of the rows that a tree is grown on
 * @param columnShare share of the features that a tree may split by
 * @param minChildWeight least sum of second derivatives in a leaf
 * @param lambda L2 penalty of leaf values
 */
public record TreeParameters(
    int rounds,
    int depth,
    double learningRate,
    double rowShare,
    double columnShare,
    double minChildWeight,
    double lambda)
    implements Serializable {

  private static final int BINS = 128;

  /**
   * What a manifest says of a booster.
   *
   * @param manifest parameters by name
   * @param prefix of the booster's, with the dot
   */
  static TreeParameters ofManifest(Map<String, String> manifest, String prefix) {
    return new TreeParameters(
        (int) number(manifest, prefix + "rounds"),
        (int) number(manifest, prefix + "max_depth"),
        number(manifest, prefix + "eta"),
        number(manifest, prefix + "subsample"),
        number(manifest, prefix + "colsample_bytree"),
        number(manifest, prefix + "min_child_weight"),
        number(manifest, prefix + "lambda"));
  }

  private static double number(Map<String, String> manifest, String name) {
    String text = manifest.get(name);
    if (text == null) {
      throw new IllegalArgumentException("the manifest has no parameter " + name);
    }
    return Double.parseDouble(text);
  }

  /** The same with another number of rounds. */
  public TreeParameters withRounds(int other) {
    return new TreeParameters(
        other, depth, learningRate, rowShare, columnShare, minChildWeight, lambda);
  }

  /** By the names that XGBoost gives them. */
  Map<String, Object> toXgboost() {
    Map<String, Object> parameters = new TreeMap<>();
    parameters.put("tree_method", "hist");
    parameters.put("max_bin", BINS);
    parameters.put("max_depth", depth);
    parameters.put("eta", learningRate);
    parameters.put("subsample", rowShare);
    parameters.put("colsample_bytree", columnShare);
    parameters.put("min_child_weight", minChildWeight);
    parameters.put("lambda", lambda);
    return parameters;
  }
}
