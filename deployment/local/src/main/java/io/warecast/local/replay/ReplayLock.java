package io.warecast.local.replay;

import io.warecast.domain.ActionableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The right to replay in a home; the system takes it back from a killed process. */
record ReplayLock(FileChannel channel) implements AutoCloseable {

  /**
   * @throws ActionableException when another replay has it
   */
  static ReplayLock acquire(Path file) {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isLocked(channel)) {
        return new ReplayLock(channel);
      }
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + file, e);
    }
    throw new ActionableException(
        "Orders are being replayed in %s already, by 'warecast up --replay' or 'warecast replay'. Stop that first: time runs at one speed."
            .formatted(file.getParent()));
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // held by this process
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
