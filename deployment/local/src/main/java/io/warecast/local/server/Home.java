package io.warecast.local.server;

import io.warecast.domain.ActionableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The folder that holds everything of one local stack: data, lake, logs, secrets, and what runs.
 *
 * @param root absolute
 */
public record Home(Path root) {

  /** Overrides the default folder. */
  public static final String VARIABLE = "WARECAST_HOME";

  public Home {
    root = root.toAbsolutePath().normalize();
  }

  /** The folder of {@value #VARIABLE}, else {@code .warecast} in the project's root. */
  public static Home standard(Map<String, String> environment) {
    String chosen = environment.getOrDefault(VARIABLE, "");
    return new Home(chosen.isEmpty() ? ProjectRoot.path().resolve(".warecast") : Path.of(chosen));
  }

  public Path lake() {
    return root.resolve("lake");
  }

  public Path models() {
    return lake().resolve("models");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  /** Where the servers keep their data, a folder for each. */
  public Path data() {
    return root.resolve("data");
  }

  /** Where the gateway's audit waits for Kafka. */
  public Path auditSpool() {
    return data().resolve("audit");
  }

  /** Flink's checkpoints, savepoints and temporary files. */
  public Path flink() {
    return root.resolve("flink");
  }

  /** The secret that signs this home's tokens (HS256), made when it is first asked for. */
  public String jwtSecret() {
    return Secrets.get(this, "jwt");
  }

  /** Where PostgreSQL's password is kept. */
  public Path postgresPasswordFile() {
    return secrets().resolve(PostgresServer.SECRET);
  }

  Path binaries() {
    return root.resolve("bin");
  }

  Path secrets() {
    return root.resolve("secrets");
  }

  /** What the user sets: ports by name. */
  Path settings() {
    return root.resolve("config.properties");
  }

  /** The ports of the last start, to be taken again. */
  Path rememberedPorts() {
    return root.resolve("ports.properties");
  }

  Path stackFile() {
    return root.resolve("stack.json");
  }

  Path lockFile() {
    return root.resolve("lock");
  }

  /**
   * Makes the folder and those in it.
   *
   * @throws ActionableException when it cannot be written
   */
  public void create() {
    try {
      for (Path folder : new Path[] {lake(), logs(), data(), flink(), binaries()}) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new ActionableException(
          "Cannot write to the state folder %s (%s). Free space or mend its rights, or choose another with --home DIR."
              .formatted(root, e),
          e);
    }
  }
}
