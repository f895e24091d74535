package io.warecast.local.server;

import java.util.List;
import java.util.Map;

/**
 * What runs in a home, as other processes see it.
 *
 * @param command what the owner was started as, such as {@code up}
 * @param ready whether the servers answer and the topics exist
 */
public record StackState(
    ProcessId owner, String command, boolean ready, Map<Service, ServiceState> services) {

  /**
   * One part of the stack.
   *
   * @param process the child, or the owner for what runs inside it
   * @param url where it answers, without secrets
   * @param workers further children that belong to it
   */
  public record ServiceState(ProcessId process, int port, String url, List<ProcessId> workers) {

    public ServiceState {
      // Files of an earlier version name none.
      workers = workers == null ? List.of() : List.copyOf(workers);
    }

    /** A part without further processes. */
    public static ServiceState of(ProcessId process, int port, String url) {
      return new ServiceState(process, port, url, List.of());
    }
  }

  /** Whether the process that owns the stack lives. */
  public boolean ownerLives() {
    return owner.running().isPresent();
  }
}
