package io.warecast.scoring.model;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Predictions of few rows at a time by a booster's trees in Java, once there have been calls enough
 * to make up for reading them; XGBoost's own until then, and for boosters that the trees would not
 * follow to the bit.
 */
final class FewRows {

  /** XGBoost, too, takes so many rows through a tree before the next one. */
  static final int MOST_ROWS = 64;

  private static final int CALLS_BEFORE = 100;
  private static final int PROBES = 256;

  private final NativeBooster booster;
  private int calls;
  private @Nullable SharedPathTrees trees;

  FewRows(NativeBooster booster) {
    this.booster = booster;
  }

  /** Predictions as {@link NativeBooster#predict} gives them. */
  float[][] predict(float[] rows, int count, int width) {
    if (calls < CALLS_BEFORE && ++calls == CALLS_BEFORE) {
      trees = agreeing(booster, width).orElse(null);
    }
    return trees == null ? booster.predict(rows, count, width) : trees.predict(rows, count, width);
  }

  /** The booster's trees, if they predict as it does. */
  static Optional<SharedPathTrees> agreeing(NativeBooster booster, int width) {
    return TreeReader.read(booster.toJson()).filter(read -> agrees(read, booster, width));
  }

  private static boolean agrees(SharedPathTrees trees, NativeBooster booster, int width) {
    float[] probes = trees.probes(PROBES, width);
    return Arrays.deepEquals(
        booster.predict(probes, PROBES, width), trees.predict(probes, PROBES, width));
  }
}
