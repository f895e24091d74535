package io.warecast.pipeline.operator;

import io.warecast.domain.model.ModelReference;
import io.warecast.scoring.model.DemandModel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Models that load in the background, in the order in which they were asked for. */
final class PendingModels implements AutoCloseable {

  private final ExecutorService loader =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "model-loader");
            thread.setDaemon(true);
            return thread;
          });
  private final Queue<Loading> queue = new ArrayDeque<>();

  /** What became of a wish: one of the two. */
  record Loaded(
      ModelReference reference, @Nullable DemandModel model, @Nullable Throwable failure) {}

  private record Loading(ModelReference reference, CompletableFuture<DemandModel> model) {}

  void load(ModelReference reference) {
    queue.add(
        new Loading(
            reference, CompletableFuture.supplyAsync(() -> ActiveModels.load(reference), loader)));
  }

  /** Lets go of what still loads for a warehouse. */
  void cancel(String warehouseId) {
    queue.removeIf(
        loading -> {
          boolean isOfIt = loading.reference().warehouseId().equals(warehouseId);
          if (isOfIt) {
            var unused = loading.model().thenAccept(DemandModel::close);
          }
          return isOfIt;
        });
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** The next that has loaded or failed, or null. */
  @Nullable Loaded poll() throws InterruptedException {
    Loading next = queue.peek();
    if (next == null || !next.model().isDone()) {
      return null;
    }
    queue.remove();
    try {
      return new Loaded(next.reference(), next.model().get(), null);
    } catch (ExecutionException e) {
      return new Loaded(next.reference(), null, e.getCause());
    }
  }

  @Override
  public void close() {
    loader.shutdown();
    for (Loading loading : queue) {
      var unused = loading.model().thenAccept(DemandModel::close);
    }
    queue.clear();
  }
}
