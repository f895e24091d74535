package io.warecast.local.cli;

import io.warecast.local.importing.ImportProgress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** One bar a file on standard error: share of bytes read, rows, time gone and time left. */
final class ProgressBars implements ImportProgress {

  private @Nullable ProgressBar bar;

  @Override
  public void started(String file, long bytes) {
    bar =
        new ProgressBarBuilder()
            .setTaskName(file)
            .setInitialMax(bytes)
            .setUnit(" kB", 1_000)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(500)
            .build();
  }

  @Override
  public void advanced(long bytesRead, long rows) {
    if (bar != null) {
      bar.stepTo(bytesRead).setExtraMessage("%,d rows".formatted(rows));
    }
  }

  @Override
  public void finished() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
