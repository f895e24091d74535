package io.warecast.local.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right to start and stop servers in a home; the system takes it back from a killed process.
 */
final class StackLock implements AutoCloseable {

  private final FileLock lock;

  private StackLock(FileLock lock) {
    this.lock = lock;
  }

  /** The lock, unless another process (or this one already) holds it. */
  static Optional<StackLock> tryAcquire(Home home) {
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(home.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new StackLock(lock));
      }
    } catch (OverlappingFileLockException e) {
      // held by this process
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + home.lockFile(), e);
    }
    closeQuietly(channel);
    return Optional.empty();
  }

  @Override
  public void close() {
    closeQuietly(lock.acquiredBy() instanceof FileChannel channel ? channel : null);
  }

  private static void closeQuietly(@org.jspecify.annotations.Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
