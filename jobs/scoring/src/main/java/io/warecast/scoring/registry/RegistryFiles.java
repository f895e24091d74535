package io.warecast.scoring.registry;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Whole small files on any Flink file system. */
final class RegistryFiles {

  private RegistryFiles() {}

  static Optional<byte[]> read(Path path) throws IOException {
    FileSystem files = path.getFileSystem();
    try (FSDataInputStream in = files.open(path)) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Names of the folders in a folder, sorted; none when it is not there. */
  static List<String> list(Path folder) throws IOException {
    FileStatus[] entries;
    try {
      entries = folder.getFileSystem().listStatus(folder);
    } catch (FileNotFoundException e) {
      return List.of();
    }
    return entries == null
        ? List.of()
        : Arrays.stream(entries)
            .filter(FileStatus::isDir)
            .map(entry -> entry.getPath().getName())
            .sorted()
            .toList();
  }

  /**
   * Writes a file that a reader sees whole or not at all: an object store shows it when it is
   * closed, a local disk when it is renamed.
   */
  static void write(Path path, byte[] bytes) throws IOException {
    FileSystem files = path.getFileSystem();
    files.mkdirs(path.getParent());
    if (!files.isDistributedFS()) {
      Path part = path.suffix(".part-" + UUID.randomUUID());
      writeTo(files, part, bytes);
      // Flink's rename deletes the target first, and a reader in that moment would see none
      Files.move(local(part), local(path), StandardCopyOption.ATOMIC_MOVE);
    } else {
      writeTo(files, path, bytes);
    }
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.getPath());
  }

  /** Deletes a folder with all that is in it; does nothing when there is none. */
  static void delete(Path folder) throws IOException {
    folder.getFileSystem().delete(folder, true);
  }

  private static void writeTo(FileSystem files, Path path, byte[] bytes) throws IOException {
    try (FSDataOutputStream out = files.create(path, FileSystem.WriteMode.OVERWRITE)) {
      out.write(bytes);
    }
  }
}
