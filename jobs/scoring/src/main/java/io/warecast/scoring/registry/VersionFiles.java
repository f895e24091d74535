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
 * The files of one model's registry, with errors that say what to do about them.
 *
 * @param folder of the model; the files of a version are in a folder of its name in it
 */
record VersionFiles(Path folder) {

  /** Turns the text of a file into what it says. */
  interface Parser<T> {

    T parse(String text) throws JsonProcessingException;
  }

  Path path(String version, String file) {
    return new Path(new Path(folder, version), file);
  }

  /** Names of the folders, sorted. */
  List<String> list() {
    try {
      return RegistryFiles.list(folder);
    } catch (IOException e) {
      throw new ActionableException(
          "cannot list %s: %s. Check that the file system is up and that you may read it."
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  void delete(String version) {
    Path path = new Path(folder, version);
    try {
      RegistryFiles.delete(path);
    } catch (IOException e) {
      throw new ActionableException(
          "cannot remove model version %s (%s): check the permissions of the folder"
              .formatted(path, e.getMessage()),
          e);
    }
  }

  /** What a file says; empty when there is none. */
  <T> Optional<T> read(Path path, Parser<T> parser) {
    Optional<String> text = readText(path);
    return text.isEmpty() ? Optional.empty() : Optional.of(parsed(path, text.get(), parser));
  }

  /** The text of a file; empty when there is none. */
  Optional<String> readText(Path path) {
    return readBytes(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  boolean exists(Path path) {
    return readBytes(path).isPresent();
  }

  /**
   * The bytes of a file that a manifest names.
   *
   * @throws ActionableException when the file is missing or its SHA-256 is not the manifest's
   */
  byte[] verified(ModelManifest manifest, String file) {
    Path path = path(manifest.version(), file);
    byte[] bytes = readBytes(path).orElseThrow(() -> damaged(path, "the file is missing", null));
    String expected = manifest.files().getOrDefault(file, "none");
    String found = Sha256.hex(bytes);
    if (!found.equals(expected)) {
      throw damaged(
          path,
          "SHA-256 is %s, the manifest has %s"
              .formatted(Sha256.abbreviated(found), Sha256.abbreviated(expected)),
          null);
    }
    return bytes;
  }

  /** What a file that a manifest names says; as {@link #verified}. */
  <T> T verified(ModelManifest manifest, String file, Parser<T> parser) {
    String text = new String(verified(manifest, file), StandardCharsets.UTF_8);
    return parsed(path(manifest.version(), file), text, parser);
  }

  void write(Path path, String text) {
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  void write(Path path, byte[] bytes) {
    try {
      RegistryFiles.write(path, bytes);
    } catch (IOException e) {
      throw new ActionableException(
          "cannot write %s (%s): check that the folder exists, is writable and has room"
              .formatted(path, e.getMessage()),
          e);
    }
  }

  static void requireFormat(Path path, int found, int expected) {
    if (found != expected) {
      throw damaged(
          path, "format_version is %d, this code reads %d".formatted(found, expected), null);
    }
  }

  static ActionableException damaged(Path path, String reason, @Nullable Exception cause) {
    String message =
        "model file %s cannot be used (%s): restore it, or train a new version"
            .formatted(path, reason);
    return cause == null
        ? new ActionableException(message)
        : new ActionableException(message, cause);
  }

  private static <T> T parsed(Path path, String text, Parser<T> parser) {
    try {
      return parser.parse(text);
    } catch (JsonProcessingException e) {
      throw damaged(path, e.getOriginalMessage(), e);
    }
  }

  private static Optional<byte[]> readBytes(Path path) {
    try {
      return RegistryFiles.read(path);
    } catch (IOException e) {
      throw new ActionableException(
          "cannot read %s: %s. Check that the file system is up and that you may read it."
              .formatted(path, e.getMessage()),
          e);
    }
  }
}
