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
 * @param minSplitGain that a split must bring, or the node stays a leaf; 0 for any gain
 */
public record TreeParameters(
    int rounds,
    int depth,
    double learningRate,
    double rowShare,
    double columnShare,
    double minChildWeight,
    double lambda,
    double minSplitGain)
    implements Serializable {

  private static final int BINS = 128;

  /** Any gain is enough for a split. */
  public TreeParameters(
      int rounds,
      int depth,
      double learningRate,
      double rowShare,
      double columnShare,
      double minChildWeight,
      double lambda) {
    this(rounds, depth, learningRate, rowShare, columnShare, minChildWeight, lambda, 0);
  }

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
        number(manifest, prefix + "lambda"),
        // Older manifests have none, and newer ones where it is 0.
        manifest.containsKey(prefix + "gamma") ? number(manifest, prefix + "gamma") : 0);
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
    return with(other, depth, learningRate, minSplitGain);
  }

  /** The same with another depth. */
  public TreeParameters withDepth(int other) {
    return with(rounds, other, learningRate, minSplitGain);
  }

  /** The same with another learning rate. */
  public TreeParameters withLearningRate(double other) {
    return with(rounds, depth, other, minSplitGain);
  }

  /** The same with another least gain of a split. */
  public TreeParameters withMinSplitGain(double other) {
    return with(rounds, depth, learningRate, other);
  }

  private TreeParameters with(
      int otherRounds, int otherDepth, double otherRate, double otherMinSplitGain) {
    return new TreeParameters(
        otherRounds,
        otherDepth,
        otherRate,
        rowShare,
        columnShare,
        minChildWeight,
        lambda,
        otherMinSplitGain);
  }

  /**
   * Everything that the trees follow from. Versions of models follow from it: where any gain is
   * enough, it says no more than it did before there was a least gain.
   */
  String identity() {
    String pruning = minSplitGain == 0 ? "" : ", minSplitGain=" + minSplitGain;
    return "TreeParameters[rounds=%d, depth=%d, learningRate=%s, rowShare=%s, columnShare=%s, minChildWeight=%s, lambda=%s%s]"
        .formatted(
            rounds, depth, learningRate, rowShare, columnShare, minChildWeight, lambda, pruning);
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
    if (minSplitGain > 0) {
      parameters.put("gamma", minSplitGain);
    }
    return parameters;
  }
}
