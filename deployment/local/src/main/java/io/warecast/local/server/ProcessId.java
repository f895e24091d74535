package io.warecast.local.server;

import java.time.Instant;
import java.util.Optional;

/**
 * A process, told apart from a later one with the same number by when it started.
 *
 * @param startedAt epoch millis
 */
public record ProcessId(long pid, long startedAt) {

  /** The system's clock ticks and boot time are coarse, and read anew by every JVM. */
  private static final long TOLERANCE_MS = 2_000;

  /** The id of a process that runs, or ran until just now. */
  public static ProcessId of(ProcessHandle process) {
    return new ProcessId(process.pid(), startOf(process));
  }

  /** The process itself while it runs. */
  public Optional<ProcessHandle> running() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> Math.abs(startOf(process) - startedAt) <= TOLERANCE_MS);
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
