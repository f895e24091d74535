package io.warecast.local.cli;

import io.warecast.local.terminal.Progress;
import org.jspecify.annotations.Nullable;

/** Progress of work of a known number of steps, or nothing when quiet. */
record Steps(@Nullable Progress progress) implements AutoCloseable {

  static Steps of(String what, long steps, boolean quiet) {
    return new Steps(quiet ? null : Progress.start("Writing", what, steps));
  }

  void step() {
    if (progress != null) {
      progress.add(1);
    }
  }

  @Override
  public void close() {
    if (progress != null) {
      progress.close();
    }
  }
}
