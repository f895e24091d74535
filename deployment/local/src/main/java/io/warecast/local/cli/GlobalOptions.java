package io.warecast.local.cli;

import io.warecast.local.server.Home;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command takes, before or after its name. */
final class GlobalOptions {

  @Option(
      names = "--home",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description =
          "Folder of the stack's state: data, lake, logs, ports. Default: $WARECAST_HOME, else .warecast in the project.")
  private @Nullable Path home;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "On a failure, print the stack trace too.")
  private boolean verbose;

  Home home() {
    return home == null ? Home.standard(System.getenv()) : new Home(home);
  }

  /** The home that was named on the command line. */
  Optional<Home> chosenHome() {
    return Optional.ofNullable(home).map(Home::new);
  }

  boolean verbose() {
    return verbose;
  }
}
