package io.warecast.scoring.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Predictions of whole series by a booster's trees in Java, once there have been rows enough to
 * make up for reading them, which is done in the background; XGBoost's own until then, and for
 * boosters that the trees would not follow to the bit.
 */
final class SeriesQuantiles {

  private static final Logger LOG = LoggerFactory.getLogger(SeriesQuantiles.class);
  private static final int ROWS_BEFORE = 2_000;

  /** With fewer steps a series there is little to share, and many series are XGBoost's strength. */
  private static final int LEAST_STEPS = 14;

  /** So few that a call of XGBoost costs more than what it does. */
  private static final int FEW_ROWS = 64;

  private static final int PROBES = 256;

  private final NativeBooster booster;
  private final byte[] model;
  private final int width;
  private int rowsBefore;
  private @Nullable CompletableFuture<Optional<SharedPathTrees>> trees;

  /**
   * Nothing is read yet.
   *
   * @param model the booster's form in UBJ or JSON, which the trees are read from
   * @param width columns of a row
   */
  SeriesQuantiles(NativeBooster booster, byte[] model, int width) {
    this.booster = booster;
    this.model = model;
    this.width = width;
  }

  /**
   * Predictions as {@link NativeBooster#predict} gives them.
   *
   * @param ends by series, the number of rows up to its last one
   */
  float[][] predict(float[] rows, int[] ends) {
    int count = ends[ends.length - 1];
    if (count > FEW_ROWS && count < LEAST_STEPS * ends.length) {
      return booster.predict(rows, count, width);
    }
    Optional<SharedPathTrees> read = readBefore(count);
    return read.isEmpty()
        ? booster.predict(rows, count, width)
        : read.get().predict(rows, ends, width);
  }

  private Optional<SharedPathTrees> readBefore(int count) {
    if (trees != null) {
      return trees.getNow(Optional.empty());
    }
    rowsBefore += count;
    if (rowsBefore >= ROWS_BEFORE) {
      trees =
          CompletableFuture.supplyAsync(() -> agreeing(model, width))
              .exceptionally(SeriesQuantiles::none);
    }
    return Optional.empty();
  }

  /** Until the trees that are being read, if they are, have been read. */
  void awaitReading() {
    if (trees != null) {
      trees.join();
    }
  }

  private static Optional<SharedPathTrees> none(Throwable error) {
    LOG.warn("The trees of a model cannot be read; XGBoost predicts alone, slower", error);
    return Optional.empty();
  }

  /** A booster's trees, if they predict as it does. */
  static Optional<SharedPathTrees> agreeing(byte[] model, int width) {
    // One of its own: the one in use is another thread's.
    try (NativeBooster same = NativeBooster.load(model, 1)) {
      return TreeReader.read(same.toJson()).filter(read -> agrees(read, same, width));
    }
  }

  private static boolean agrees(SharedPathTrees trees, NativeBooster booster, int width) {
    float[] probes = trees.probes(PROBES, width);
    return Arrays.deepEquals(
        booster.predict(probes, PROBES, width), trees.predict(probes, new int[] {PROBES}, width));
  }
}
