package io.warecast.scoring.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.warecast.domain.ActionableException;
import io.warecast.domain.model.ModelManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one model and what is in it, with errors that say what to do about them: all
 * methods throw {@link ActionableException} when the file system does not do as it is told.
 *
 * @param path of the folder; the files of a version are in a folder of its name in it
 */
record ModelFolder(Path path) {

  /** Turns the text of a file into what it says. */
  interface Parser<T> {

    T parse(String text) throws JsonProcessingException;
  }

  Path path(String version, String file) {
    return new Path(new Path(path, version), file);
  }

  /** Names of the folders, sorted. */
  List<String> list() {
    try {
      return RegistryFiles.list(path);
    } catch (IOException e) {
      throw new ActionableException(
          "cannot list %s: %s. Check that the file system is up and that you may read it."
              .formatted(path, e.getMessage()),
          e);
    }
  }

  /** Deletes a version with all its files; does nothing when there is none. */
  void delete(String version) {
    Path folder = new Path(path, version);
    try {
      RegistryFiles.delete(folder);
    } catch (IOException e) {
      throw new ActionableException(
          "cannot remove model version %s (%s): check the permissions of the folder"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  /**
   * What a file says; empty when there is none.
   *
   * @throws ActionableException also when the file cannot be parsed
   */
  <T> Optional<T> read(Path file, Parser<T> parser) {
    Optional<String> text = readText(file);
    return text.isEmpty() ? Optional.empty() : Optional.of(parsed(file, text.get(), parser));
  }

  /** The text of a file; empty when there is none. */
  Optional<String> readText(Path file) {
    return readBytes(file).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  boolean exists(Path file) {
    return readBytes(file).isPresent();
  }

  /**
   * The bytes of a file that a manifest names.
   *
   * @throws ActionableException when the file is missing or its SHA-256 is not the manifest's
   */
  byte[] verified(ModelManifest manifest, String file) {
    Path found = path(manifest.version(), file);
    byte[] bytes = readBytes(found).orElseThrow(() -> damaged(found, "the file is missing", null));
    String expected = manifest.files().getOrDefault(file, "none");
    String actual = Sha256.hex(bytes);
    if (!actual.equals(expected)) {
      throw damaged(
          found,
          "SHA-256 is %s, the manifest has %s"
              .formatted(Sha256.abbreviated(actual), Sha256.abbreviated(expected)),
          null);
    }
    return bytes;
  }

  /** What a file that a manifest names says; as {@link #verified(ModelManifest, String)}. */
  <T> T verified(ModelManifest manifest, String file, Parser<T> parser) {
    String text = new String(verified(manifest, file), StandardCharsets.UTF_8);
    return parsed(path(manifest.version(), file), text, parser);
  }

  void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a file that a reader sees whole or not at all. */
  void write(Path file, byte[] bytes) {
    try {
      RegistryFiles.write(file, bytes);
    } catch (IOException e) {
      throw new ActionableException(
          "cannot write %s (%s): check that the folder exists, is writable and has room"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** Refuses what another version of this code has written. */
  static void requireFormat(Path file, int found, int expected) {
    if (found != expected) {
      throw damaged(
          file, "format_version is %d, this code reads %d".formatted(found, expected), null);
    }
  }

  /** What is to be thrown for a file that cannot be used. */
  static ActionableException damaged(Path file, String reason, @Nullable Exception cause) {
    String message =
        "model file %s cannot be used (%s): restore it, or train a new version"
            .formatted(file, reason);
    return cause == null
        ? new ActionableException(message)
        : new ActionableException(message, cause);
  }

  private static <T> T parsed(Path file, String text, Parser<T> parser) {
    try {
      return parser.parse(text);
    } catch (JsonProcessingException e) {
      throw damaged(file, e.getOriginalMessage(), e);
    }
  }

  private static Optional<byte[]> readBytes(Path file) {
    try {
      return RegistryFiles.read(file);
    } catch (IOException e) {
      throw new ActionableException(
          "cannot read %s: %s. Check that the file system is up and that you may read it."
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
