package io.warecast.local.cli;

import io.warecast.local.server.Health;
import io.warecast.local.server.Home;
import io.warecast.local.server.LocalStack;
import io.warecast.local.server.Orphans;
import io.warecast.local.server.Service;
import io.warecast.local.server.StackFile;
import io.warecast.local.server.StackState;
import io.warecast.local.server.StackState.ServiceState;
import io.warecast.local.terminal.TextTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Says what runs in a home and how it is. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description =
        "Show each service with its process, port and health (each is asked), the size of the data, and the last runs.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything that was started is well",
      "1:something is not well",
      "3:nothing runs"
    },
    footer = {"", "Example:", "  warecast status"})
final class StatusCommand implements Callable<Integer> {

  private static final int NOTHING_RUNS = 3;

  private final GlobalOptions global;

  StatusCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() {
    Home home = global.home();
    Optional<StackState> state = StackFile.read(home);
    int code = NOTHING_RUNS;
    if (state.isPresent() && state.get().ownerLives()) {
      code = printServices(home, state.get());
    } else {
      System.out.println("Nothing runs in " + home.root() + ".");
      if (state.isPresent()) {
        for (Service orphan : Orphans.stop(home)) {
          System.out.println("Stopped " + orphan.label() + ", left by a process that was killed.");
        }
      }
    }
    System.out.println();
    System.out.print(sizes(home));
    LocalStack.running(home)
        .map(stack -> RecentRuns.text(stack.postgres()))
        .filter(runs -> !runs.isEmpty())
        .ifPresent(runs -> System.out.print("\n" + runs));
    return code;
  }

  private static int printServices(Home home, StackState state) {
    System.out.printf(
        "'warecast %s' (process %d) runs in %s%s.%n%n",
        state.command(), state.owner().pid(), home.root(), state.ready() ? "" : " and is starting");
    TextTable table = new TextTable("service", "health", "process", "port", "address", "detail");
    boolean well = true;
    for (Service service : Service.values()) {
      ServiceState at = state.services().get(service);
      if (at != null) {
        Health health = Health.ask(home, service, at);
        well &= health.isWell();
        table.row(
            service.label(),
            health.isWell() ? "well" : "NOT WELL",
            Long.toString(at.process().pid()),
            Integer.toString(at.port()),
            at.url(),
            health.detail());
      }
    }
    System.out.print(table);
    return well ? 0 : 1;
  }

  private static TextTable sizes(Home home) {
    TextTable table = new TextTable("data", "size", "folder");
    for (String server : new String[] {"postgres", "redis", "kafka"}) {
      row(table, server, home.data().resolve(server));
    }
    row(table, "lake", home.lake());
    row(table, "models", home.models());
    row(table, "flink", home.flink());
    row(table, "logs", home.logs());
    return table;
  }

  private static void row(TextTable table, String name, Path folder) {
    String size = String.format(Locale.ROOT, "%.1f MiB", bytes(folder) / 1048576.0);
    table.row(name, size, folder.toString());
  }

  /** Files may come and go while they are counted. */
  private static long bytes(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(StatusCommand::size).sum();
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }

  private static long size(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
