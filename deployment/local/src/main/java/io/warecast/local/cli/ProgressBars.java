package io.warecast.local.cli;

import io.warecast.local.importing.ImportProgress;
import io.warecast.local.terminal.Progress;
import org.jspecify.annotations.Nullable;

/** Progress of each file of an import: share of bytes read, rows, time gone and time left. */
final class ProgressBars implements ImportProgress {

  private @Nullable Progress progress;

  @Override
  public void started(String file, long bytes) {
    progress = Progress.start("Reading " + file, "kB", bytes / 1_000);
  }

  @Override
  public void advanced(long bytesRead, long rows) {
    if (progress != null) {
      progress.to(bytesRead / 1_000, "%,d rows".formatted(rows));
    }
  }

  @Override
  public void finished() {
    if (progress != null) {
      progress.close();
      progress = null;
    }
  }
}
