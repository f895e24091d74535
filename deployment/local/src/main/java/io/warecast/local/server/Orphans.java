package io.warecast.local.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Servers that outlived their parent, because it was killed before it could stop them. */
public final class Orphans {

  private Orphans() {}

  /**
   * Stops the orphans of a home and forgets them; does nothing while their parent lives.
   *
   * @return those that were still running
   */
  public static List<Service> stop(Home home) {
    Optional<StackLock> lock = StackLock.tryAcquire(home);
    if (lock.isEmpty()) {
      return List.of();
    }
    try (StackLock held = lock.get()) {
      return stopLocked(home);
    }
  }

  /** As {@link #stop}, for the holder of the lock. */
  static List<Service> stopLocked(Home home) {
    List<Service> stopped = new ArrayList<>();
    Optional<StackState> left = StackFile.read(home);
    if (left.isPresent()) {
      for (Service service : Service.values()) {
        StackState.ServiceState state = left.get().services().get(service);
        // What ran inside the killed process has gone with it.
        if (state != null && !state.process().equals(left.get().owner())) {
          if (stop(service, state)) {
            stopped.add(service);
          }
        }
      }
      StackFile.delete(home);
    }
    return stopped;
  }

  private static boolean stop(Service service, StackState.ServiceState state) {
    List<ProcessHandle> running =
        Stream.concat(Stream.of(state.process()), state.workers().stream())
            .flatMap(process -> process.running().stream())
            .toList();
    running.forEach(process -> Child.stop(service, process));
    return !running.isEmpty();
  }
}
