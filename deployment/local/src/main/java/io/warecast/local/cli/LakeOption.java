package io.warecast.local.cli;

import java.net.URI;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which lake a command works on. */
final class LakeOption {

  @Option(
      names = "--lake",
      paramLabel = "URI",
      defaultValue = "${sys:" + Warecast.HOME_PROPERTY + ":-.warecast}/lake",
      description = "Root of the lake: a folder, or a URI such as s3://bucket/lake.")
  private String lake = ".warecast/lake";

  /** Root of the lake as a URI with a scheme. */
  String uri() {
    return lake.contains(":/")
        ? lake
        : Path.of(lake).toAbsolutePath().normalize().toUri().toString();
  }

  /**
   * Folder for rows that an import refused: beside a lake on disk, else below the working folder.
   */
  Path rejectFolder() {
    URI uri = URI.create(uri());
    return "file".equals(uri.getScheme())
        ? Path.of(uri.getPath()).resolveSibling("rejects")
        : Path.of("rejects").toAbsolutePath();
  }
}
