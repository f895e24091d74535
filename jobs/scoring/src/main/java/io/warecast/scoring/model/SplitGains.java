package io.warecast.scoring.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * What the splits of a booster have gained, read from XGBoost's JSON form: its own scores go by a
 * dump that fails on categorical features (XGBoost 3.4.0).
 */
final class SplitGains {

  private SplitGains() {}

  /**
   * The gain of all splits by each column.
   *
   * @param model in XGBoost's JSON form, of trees
   * @throws ModelException when it is none
   */
  static double[] of(byte[] model, int width) {
    double[] gains = new double[width];
    try {
      JsonNode booster = new ObjectMapper().readTree(model).at("/learner/gradient_booster");
      // A booster of dropped trees (dart) holds the usual one.
      JsonNode trees = booster.path("gbtree").isObject() ? booster.path("gbtree") : booster;
      for (JsonNode tree : trees.at("/model/trees")) {
        for (int node = 0; node < tree.path("left_children").size(); node++) {
          if (tree.path("left_children").get(node).asInt() >= 0) {
            gains[tree.path("split_indices").get(node).asInt()] +=
                tree.path("loss_changes").get(node).asDouble();
          }
        }
      }
      return gains;
    } catch (IOException e) {
      throw new ModelException("the JSON of the model cannot be read: " + e.getMessage(), e);
    }
  }
}
