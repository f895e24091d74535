package io.warecast.local.cli;

import io.warecast.local.terminal.Progress;
import io.warecast.pipeline.job.ProgressListener;
import org.jspecify.annotations.Nullable;

/** Shows how far a Flink job has come, one progress line a stage. */
final class JobProgress implements ProgressListener, AutoCloseable {

  private @Nullable Progress progress;

  @Override
  public void progressed(String stage, long done, long total) {
    if (progress == null) {
      progress = Progress.start(stage, "series", total);
    }
    progress.to(done);
  }

  @Override
  public void close() {
    if (progress != null) {
      progress.close();
    }
  }
}
