package io.warecast.scoring.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Predicts whole series by a booster's trees in Java, once there have been rows enough to make up
 * for reading them, which is done in the background; XGBoost predicts until then, and for boosters
 * that the trees would not follow to the bit. One instance may be used by one thread at a time.
 */
final class SeriesBooster implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SeriesBooster.class);
  private static final int ROWS_BEFORE = 2_000;

  /** With fewer steps a series there is little to share, and many series are XGBoost's strength. */
  private static final int LEAST_STEPS = 5;

  /** So few that a call of XGBoost costs more than what it does. */
  private static final int FEW_ROWS = 64;

  private static final int PROBES = 256;

  private final NativeBooster booster;
  private final int width;
  private int rowsBefore;

  /** Until the trees are read from it. */
  private byte @Nullable [] model;

  private @Nullable CompletableFuture<Optional<SharedPathTrees>> trees;

  /**
   * Nothing is read yet.
   *
   * @param booster that stays the caller's
   * @param model its form in UBJ or JSON, which the trees are read from
   * @param width columns of a row
   */
  SeriesBooster(NativeBooster booster, byte[] model, int width) {
    this.booster = booster;
    this.model = model;
    this.width = width;
  }

  /** Predictions as {@link NativeBooster#predict} gives them. */
  float[][] predict(SeriesRows rows) {
    boolean isManyShort = rows.count() > FEW_ROWS && rows.count() < LEAST_STEPS * rows.series();
    Optional<SharedPathTrees> read = isManyShort ? Optional.empty() : readBefore(rows.count());
    return read.isEmpty()
        ? booster.predict(rows.values(), rows.count(), width)
        : read.get().predict(rows);
  }

  private Optional<SharedPathTrees> readBefore(int count) {
    if (trees != null) {
      return trees.getNow(Optional.empty());
    }
    rowsBefore += count;
    byte[] bytes = model;
    if (rowsBefore >= ROWS_BEFORE && bytes != null) {
      trees =
          CompletableFuture.supplyAsync(() -> agreeing(bytes, width))
              .exceptionally(SeriesBooster::none);
      model = null;
    }
    return Optional.empty();
  }

  /** Until the trees that are being read, if they are, have been read. */
  void awaitReading() {
    if (trees != null) {
      trees.join();
    }
  }

  /** Frees what the trees hold, now or when they have been read. */
  @Override
  public void close() {
    if (trees != null) {
      trees = trees.thenApply(SeriesBooster::closed);
    }
  }

  private static Optional<SharedPathTrees> closed(Optional<SharedPathTrees> trees) {
    trees.ifPresent(SharedPathTrees::close);
    return Optional.empty();
  }

  private static Optional<SharedPathTrees> none(Throwable error) {
    LOG.warn("The trees of a model cannot be read; XGBoost predicts alone, slower", error);
    return Optional.empty();
  }

  /** A booster's trees, if they predict as it does. */
  static Optional<SharedPathTrees> agreeing(byte[] model, int width) {
    // One of its own: the one in use is another thread's.
    try (NativeBooster same = NativeBooster.load(model, 1)) {
      Optional<SharedPathTrees> read = TreeReader.read(same.toJson());
      boolean isAgreeing = false;
      try {
        isAgreeing = read.isPresent() && agrees(read.get(), same, width);
      } finally {
        if (!isAgreeing) {
          read.ifPresent(SharedPathTrees::close);
        }
      }
      return isAgreeing ? read : Optional.empty();
    }
  }

  private static boolean agrees(SharedPathTrees trees, NativeBooster booster, int width) {
    float[] probes = trees.probes(PROBES, width);
    return Arrays.deepEquals(
        booster.predict(probes, PROBES, width),
        trees.predict(new SeriesRows(probes, new int[] {PROBES}, width)));
  }
}
