package io.warecast.local.server;

import java.util.Optional;

/** Says what holds a home. */
final class Running {

  private Running() {}

  static String describe(Home home) {
    Optional<StackState> running = StackFile.read(home).filter(StackState::ownerLives);
    if (running.isEmpty()) {
      return "Another command is about to start or stop servers in %s. Try again in a moment."
          .formatted(home.root());
    }
    StackState state = running.get();
    StringBuilder text =
        new StringBuilder(
            "'warecast %s' (process %d) runs in %s"
                .formatted(state.command(), state.owner().pid(), home.root()));
    text.append(state.services().isEmpty() ? "." : ":");
    for (Service service : Service.values()) {
      StackState.ServiceState part = state.services().get(service);
      if (part != null) {
        text.append("%n  %-10s  %s".formatted(service.label(), part.url()));
      }
    }
    text.append(
        state.command().equals("up")
            ? "\nUse it as it is, or stop it with 'warecast down'."
            : "\nWait until it has ended, or stop it with 'warecast down'.");
    text.append(" Another stack beside it needs its own folder: --home DIR.");
    return text.toString();
  }
}
