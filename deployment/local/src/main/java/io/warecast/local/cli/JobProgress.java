package io.warecast.local.cli;

import io.warecast.local.terminal.Progress;
import io.warecast.pipeline.job.ProgressListener;
import org.jspecify.annotations.Nullable;

/** Shows how far a Flink job has come, one progress line a stage. */
final class JobProgress implements ProgressListener, AutoCloseable {

  private @Nullable Progress progress;
  private @Nullable Stage current;

  @Override
  public void progressed(Stage stage, long done) {
    if (progress == null || !stage.equals(current)) {
      if (progress != null && current != null && current.total() > 0) {
        // The next stage began before this one's last count was told.
        progress.to(current.total());
      }
      close();
      current = stage;
      progress = Progress.start(stage.title(), stage.unit(), stage.total());
    }
    progress.to(done);
  }

  @Override
  public void close() {
    if (progress != null) {
      progress.close();
      progress = null;
    }
  }
}
