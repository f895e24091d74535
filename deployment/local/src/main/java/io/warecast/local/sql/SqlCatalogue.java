package io.warecast.local.sql;

import io.warecast.domain.ActionableException;
import io.warecast.local.server.Home;
import io.warecast.local.server.LocalStack;
import io.warecast.local.server.Postgres;
import io.warecast.local.server.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The script that declares every table, function and model, with the addresses of a stack. */
public final class SqlCatalogue {

  private static final Pattern PLACE = Pattern.compile("\\$\\{([a-z.]+)}");

  /** The script has one statement a line at least. */
  private static final Pattern END = Pattern.compile(";\\s*\\n");

  private SqlCatalogue() {}

  /** The folder with the catalogue and its examples. */
  public static Path folder() {
    return ProjectRoot.path().resolve("flink-conf").resolve("sql");
  }

  /** Its statements for a stack, in their order. */
  public static List<String> statements(LocalStack stack) {
    String code =
        of(stack)
            .lines()
            .filter(line -> !line.startsWith("--"))
            .collect(Collectors.joining("\n", "", "\n"));
    return END.splitAsStream(code).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /** The script for a stack. */
  public static String of(LocalStack stack) {
    Postgres postgres = stack.postgresForReaders();
    return filled(
        Map.of(
            "lake.uri", stack.lakeUri().toString(),
            "models.uri", stack.modelsUri().toString(),
            "kafka.bootstrap", stack.kafkaBootstrap(),
            "postgres.url", postgres.jdbcUrl(),
            "postgres.user", postgres.user(),
            "postgres.password", postgres.password()));
  }

  /** Writes the script where only the owner can read it, since it has the password. */
  public static Path write(LocalStack stack) {
    Path file = folder(stack.home()).resolve("catalog.sql");
    try {
      Files.createDirectories(file.resolveSibling(""));
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, of(stack));
      return file;
    } catch (IOException e) {
      throw new ActionableException(
          "Cannot write %s (%s). Free space or mend its rights.".formatted(file, e), e);
    }
  }

  static Path folder(Home home) {
    return home.root().resolve("sql");
  }

  private static String filled(Map<String, String> values) {
    Path template = folder().resolve("catalog.sql");
    try {
      return PLACE
          .matcher(Files.readString(template))
          .replaceAll(
              found -> {
                String value = values.get(found.group(1));
                return value == null
                    ? Matcher.quoteReplacement(found.group())
                    : Matcher.quoteReplacement(value.replace("'", "''"));
              });
    } catch (IOException e) {
      throw new ActionableException("Cannot read %s (%s).".formatted(template, e), e);
    }
  }
}
