package io.warecast.udf.xgboost;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One thread that scores whatever rows wait, many in one call.
 *
 * <p>It never waits for a batch to fill: while it scores one, the rows of the next one gather, so
 * batches grow with the load and a lone row goes at once. A timer would only add its delay, because
 * Flink bounds the rows in flight and hands in no more until some are answered.
 */
final class MicroBatches implements AutoCloseable {

  private record Waiting(float[] row, CompletableFuture<float[]> answer) {}

  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final Scorer scorer;
  private final int maxRows;
  private final Thread thread;
  private volatile boolean closed;

  private MicroBatches(Scorer scorer, int maxRows) {
    this.scorer = scorer;
    this.maxRows = maxRows;
    this.thread = new Thread(this::scoreUntilClosed, "xgboost-micro-batches");
    thread.setDaemon(true);
  }

  /** Starts the thread, which owns the scorer from then on. */
  static MicroBatches start(Scorer scorer, int maxRows) {
    MicroBatches batches = new MicroBatches(scorer, maxRows);
    batches.thread.start();
    return batches;
  }

  /** Hands in a row; its predictions, or why there are none, come from the scoring thread. */
  CompletableFuture<float[]> submit(float[] row) {
    Waiting waiting = new Waiting(row, new CompletableFuture<>());
    queue.add(waiting);
    return waiting.answer();
  }

  /** Ends after the batch at hand and frees the model; rows that still wait are cancelled. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    awaitEnd();
    scorer.close();
    queue.forEach(waiting -> waiting.answer().cancel(false));
  }

  private void scoreUntilClosed() {
    List<Waiting> batch = new ArrayList<>();
    try {
      while (!closed) {
        batch.add(queue.take());
        queue.drainTo(batch, maxRows - 1);
        score(batch);
        batch.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void score(List<Waiting> batch) {
    try {
      float[][] predictions = scorer.score(rows(batch), batch.size());
      for (int i = 0; i < predictions.length; i++) {
        batch.get(i).answer().complete(predictions[i]);
      }
    } catch (Throwable e) {
      batch.forEach(waiting -> waiting.answer().completeExceptionally(e));
    }
  }

  private static float[] rows(List<Waiting> batch) {
    int width = batch.get(0).row().length;
    float[] rows = new float[batch.size() * width];
    for (int i = 0; i < batch.size(); i++) {
      System.arraycopy(batch.get(i).row(), 0, rows, i * width, width);
    }
    return rows;
  }

  /** A cancelled task must wait too: memory that is being scored with cannot be freed. */
  private void awaitEnd() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
