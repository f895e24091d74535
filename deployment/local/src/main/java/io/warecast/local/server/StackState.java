package io.warecast.local.server;

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
   */
  public record ServiceState(ProcessId process, int port, String url) {}

  /** Whether the process that owns the stack lives. */
  public boolean ownerLives() {
    return owner.running().isPresent();
  }
}
