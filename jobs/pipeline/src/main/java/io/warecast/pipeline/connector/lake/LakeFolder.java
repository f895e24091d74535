package io.warecast.pipeline.connector.lake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.warecast.domain.ActionableException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/** A folder on a Flink file system that has a manifest. */
final class LakeFolder {

  static final String MANIFEST = "manifest.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final Path root;
  private final FileSystem files;

  private LakeFolder(Path root, FileSystem files) {
    this.root = root;
    this.files = files;
  }

  static LakeFolder at(String uri) {
    Path root = new Path(uri);
    try {
      FileSystem files = root.getFileSystem();
      return new LakeFolder(root.makeQualified(files), files);
    } catch (IOException e) {
      throw new ActionableException(
          "cannot reach %s: %s. Check the address, and that Flink's plugin for it is installed."
              .formatted(uri, e.getMessage()),
          e);
    }
  }

  Path root() {
    return root;
  }

  Path path(String relative) {
    return new Path(root, relative);
  }

  Optional<byte[]> manifest() {
    return read(MANIFEST);
  }

  private Optional<byte[]> read(String relative) {
    try (InputStream in = files.open(path(relative))) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new ActionableException(
          "cannot read %s: %s. Check that the file system is up and that you may read it."
              .formatted(path(relative), e.getMessage()),
          e);
    }
  }

  <T> T parse(byte[] manifest, Class<T> type) {
    try {
      return JSON.readValue(manifest, type);
    } catch (IOException e) {
      throw new ActionableException(
          "%s is damaged: %s. Restore it, or import or generate again."
              .formatted(path(MANIFEST), e.getMessage()),
          e);
    }
  }

  /** Puts a manifest in place of the old one; a reader sees either the old or the new. */
  void replaceManifest(Object manifest) {
    Path target = path(MANIFEST);
    try {
      byte[] json = JSON.writeValueAsBytes(manifest);
      if (files.isDistributedFS()) {
        // An object appears when its stream closes; renaming there is a copy and not atomic.
        write(target, json);
      } else {
        Path temporary = path("." + MANIFEST + ".new");
        write(temporary, json);
        // Flink's rename deletes the target first: for a moment there would be no lake
        Files.move(
            java.nio.file.Path.of(temporary.getPath()),
            java.nio.file.Path.of(target.getPath()),
            StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw cannotWrite(target, e);
    }
  }

  private void write(Path path, byte[] bytes) throws IOException {
    try (FSDataOutputStream out = files.create(path, WriteMode.OVERWRITE)) {
      out.write(bytes);
    }
  }

  FSDataOutputStream create(String relative) throws IOException {
    return files.create(path(relative), WriteMode.NO_OVERWRITE);
  }

  /** The files and folders right in a folder; none when there is no such folder. */
  FileStatus[] list(String relative) throws IOException {
    try {
      FileStatus[] found = files.listStatus(path(relative));
      if (found == null) {
        return new FileStatus[0];
      }
      Arrays.sort(found, (a, b) -> a.getPath().toString().compareTo(b.getPath().toString()));
      return found;
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  /** What lies in this folder; nothing when there is none. */
  List<FileStatus> entries() throws IOException {
    try {
      FileStatus[] entries = files.listStatus(root);
      return entries == null ? List.of() : List.of(entries);
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  void deleteAll() throws IOException {
    files.delete(root, true);
  }

  void delete(String relative) throws IOException {
    files.delete(path(relative), false);
  }

  void deleteFolder(String relative) throws IOException {
    if (files.exists(path(relative)) && !files.delete(path(relative), true)) {
      throw new IOException("it is still there");
    }
  }

  byte[] bytes(String relative) throws IOException {
    try (InputStream in = open(relative)) {
      return in.readAllBytes();
    }
  }

  InputStream open(String relative) throws IOException {
    return files.open(path(relative));
  }

  Scan scan(String relative) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    long bytes = 0;
    long lines = 0;
    try (InputStream in = open(relative)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        bytes += n;
        for (int i = 0; i < n; i++) {
          lines += buffer[i] == '\n' ? 1 : 0;
        }
      }
    }
    return new Scan(bytes, lines, HexFormat.of().formatHex(digest.digest()));
  }

  /** What reading a whole file tells; {@code lines} are its line ends. */
  record Scan(long bytes, long lines, String sha256) {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static ActionableException cannotWrite(Path path, IOException cause) {
    return new ActionableException(
        ("cannot write %s: %s. Check that the folder may be written and has space left, or name"
                + " another one.")
            .formatted(path, cause.getMessage()),
        cause);
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
