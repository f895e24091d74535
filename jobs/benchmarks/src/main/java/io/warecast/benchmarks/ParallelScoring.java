package io.warecast.benchmarks;

import io.warecast.domain.model.ModelReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Raw {@code inplace_predict} in several threads at once, each with boosters of its own. */
record ParallelScoring(ModelReference model, FeatureBlocks blocks, int threads, int passes) {

  /** Rows a second of all threads together. */
  double rate() {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Long>> work = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        work.add(this::score);
      }
      Stopwatch watch = new Stopwatch();
      long rows = 0;
      for (Future<Long> done : pool.invokeAll(work)) {
        rows += done.get();
      }
      return rows / watch.seconds();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdown();
    }
  }

  private long score() {
    long rows = 0;
    try (RawBoosters boosters = RawBoosters.load(model)) {
      for (int pass = 0; pass < passes; pass++) {
        for (float[] block : blocks.rows()) {
          rows += boosters.predict(block);
        }
      }
    }
    return rows;
  }
}
