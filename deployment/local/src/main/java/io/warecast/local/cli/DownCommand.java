package io.warecast.local.cli;

import io.warecast.local.server.Home;
import io.warecast.local.server.Orphans;
import io.warecast.local.server.Service;
import io.warecast.local.server.StackFile;
import io.warecast.local.server.StackState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Stops what runs in a home. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = {
      "Stop the stack that runs in this folder, and servers left by one that was killed.",
      "The data stays; the next 'up' goes on with it."
    },
    footer = {"", "Example:", "  warecast down"})
final class DownCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final GlobalOptions global;

  DownCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() throws InterruptedException {
    Home home = global.home();
    Optional<StackState> state = StackFile.read(home);
    Optional<ProcessHandle> owner = state.flatMap(s -> s.owner().running());
    if (owner.isPresent()) {
      System.out.printf(
          "Stopping 'warecast %s' (process %d)%n", state.get().command(), owner.get().pid());
      stop(owner.get());
    }
    List<Service> orphans = state.isPresent() ? Orphans.stop(home) : List.of();
    if (!orphans.isEmpty()) {
      System.out.println(
          "Stopped what a killed process had left: "
              + orphans.stream().map(Service::label).collect(Collectors.joining(", ")));
    }
    System.out.println(state.isPresent() ? "Stopped." : "Nothing runs in " + home.root() + ".");
    return 0;
  }

  private static void stop(ProcessHandle owner) throws InterruptedException {
    owner.destroy();
    try {
      owner.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      System.err.printf("It did not end within %d s and is now killed.%n", PATIENCE.toSeconds());
      owner.destroyForcibly();
      owner.onExit().join();
    }
  }
}
