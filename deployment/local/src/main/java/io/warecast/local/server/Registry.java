package io.warecast.local.server;

import io.warecast.local.server.StackState.ServiceState;
import java.util.EnumMap;
import java.util.Map;

/** Keeps {@code stack.json} in step with what this process has started. */
final class Registry {

  private final Home home;
  private final String command;
  private final Map<Service, ServiceState> services = new EnumMap<>(Service.class);
  private boolean ready;

  Registry(Home home, String command) {
    this.home = home;
    this.command = command;
    write();
  }

  /** To be called before a server is waited for, or a crash meanwhile would lose it. */
  synchronized void add(Service service, ServiceState state) {
    services.put(service, state);
    write();
  }

  synchronized void ready() {
    ready = true;
    write();
  }

  synchronized StackState state() {
    return new StackState(
        ProcessId.of(ProcessHandle.current()), command, ready, Map.copyOf(services));
  }

  private synchronized void write() {
    StackFile.write(home, state());
  }
}
