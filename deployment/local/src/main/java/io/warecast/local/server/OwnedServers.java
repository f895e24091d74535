package io.warecast.local.server;

import io.warecast.domain.ActionableException;
import io.warecast.local.server.StackState.ServiceState;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The servers that this process has started, stopped in order when it ends in whatever way. */
final class OwnedServers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OwnedServers.class);

  private final Home home;
  private final Ports ports;
  private final StackLock lock;
  private final Registry registry;
  private final Map<Service, Child> children = new EnumMap<>(Service.class);
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Thread hook = new Thread(this::stop, "stop-servers");
  private boolean stopped;

  private OwnedServers(Home home, String command, Ports ports, StackLock lock) {
    this.home = home;
    this.ports = ports;
    this.lock = lock;
    this.registry = new Registry(home, command);
  }

  /** Starts the servers side by side and returns when all answer; on failure none is left. */
  static OwnedServers start(
      Home home,
      String command,
      Set<Service> services,
      Ports ports,
      StackLock lock,
      PrintStream notes) {
    for (Service orphan : Orphans.stopLocked(home)) {
      notes.println("Stopped " + orphan.label() + ", left by a process that was killed.");
    }
    if (!services.isEmpty()) {
      notes.printf("Starting %s in %s%n", labels(services), home.root());
    }
    OwnedServers servers = new OwnedServers(home, command, ports, lock);
    Runtime.getRuntime().addShutdownHook(servers.hook);
    try {
      servers.startAll(services);
      servers.registry.ready();
      return servers;
    } catch (Throwable e) {
      servers.close();
      throw e;
    }
  }

  StackState state() {
    return registry.state();
  }

  void announce(Service service, ServiceState part) {
    registry.add(service, part);
  }

  /**
   * Stops a server and starts it again with its data on its port.
   *
   * @param away how long it stays away
   */
  void outage(Service service, Duration away) throws Exception {
    ServiceState before = Objects.requireNonNull(state().services().get(service));
    Child stopping;
    synchronized (this) {
      stopping = Objects.requireNonNull(children.remove(service));
    }
    stopping.stop();
    Thread.sleep(away.toMillis());
    if (service == Service.REDIS) {
      Child child = RedisServer.start(home, before.port());
      add(service, child, before.port(), before.url());
      RedisServer.awaitReady(child, before.port());
    } else if (service == Service.KAFKA) {
      Child child = KafkaServer.start(home, before.port(), ports.take(Port.KAFKA_CONTROLLER));
      add(service, child, before.port(), before.url());
      KafkaServer.awaitReady(child, before.port());
    } else {
      Child child = PostgresServer.start(home, before.port());
      add(service, child, before.port(), before.url());
      PostgresServer.awaitReady(child, home, before.port());
    }
  }

  /** Has a part of this process closed before the servers that it uses; the latest first. */
  void stopFirst(AutoCloseable part) {
    synchronized (this) {
      if (!stopped) {
        parts.push(part);
        return;
      }
    }
    close(part);
  }

  private void startAll(Set<Service> services) {
    ExecutorService starters = Executors.newFixedThreadPool(3);
    try {
      CompletionService<Void> starts = new ExecutorCompletionService<>(starters);
      for (Service service : services) {
        var unused = starts.submit(starter(service));
      }
      for (int i = 0; i < services.size(); i++) {
        // In the order in which they end, so that a failure is told at once.
        starts.take().get();
      }
    } catch (ExecutionException e) {
      throw rethrow(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ActionableException("Interrupted while the servers started.", e);
    } finally {
      starters.shutdownNow();
      // A starter that was interrupted must have let go of the folder before others may use it.
      awaitQuietly(starters);
    }
  }

  private static void awaitQuietly(ExecutorService starters) {
    try {
      if (!starters.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("A server is still starting");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Callable<Void> starter(Service service) {
    return switch (service) {
      case POSTGRES -> this::startPostgres;
      case REDIS -> this::startRedis;
      case KAFKA -> this::startKafka;
      case FLINK, GATEWAY, METRICS ->
          throw new IllegalArgumentException(service.label() + " runs inside the process");
    };
  }

  private Void startPostgres() throws Exception {
    int port = ports.take(Port.POSTGRES);
    Child child = PostgresServer.start(home, port);
    add(Service.POSTGRES, child, port, "postgresql://127.0.0.1:" + port + "/warecast");
    PostgresServer.awaitReady(child, home, port);
    return null;
  }

  private Void startRedis() throws Exception {
    int port = ports.take(Port.REDIS);
    Child child = RedisServer.start(home, port);
    add(Service.REDIS, child, port, "redis://127.0.0.1:" + port);
    RedisServer.awaitReady(child, port);
    return null;
  }

  private Void startKafka() throws Exception {
    int port = ports.take(Port.KAFKA);
    Child child = KafkaServer.start(home, port, ports.take(Port.KAFKA_CONTROLLER));
    add(Service.KAFKA, child, port, "127.0.0.1:" + port);
    KafkaServer.awaitReady(child, port);
    Topics.create("127.0.0.1:" + port);
    return null;
  }

  private void add(Service service, Child child, int port, String url) {
    boolean late;
    synchronized (this) {
      late = stopped;
      if (!late) {
        children.put(service, child);
        registry.add(service, ServiceState.of(child.id(), port, url));
      }
    }
    if (late) {
      child.stop();
      throw new IllegalStateException("the stack is stopping");
    }
    var unused = child.process().onExit().thenAccept(ended -> sayWhenUnexpected(service, ended));
  }

  private void sayWhenUnexpected(Service service, Process ended) {
    synchronized (this) {
      boolean isExpected = children.values().stream().noneMatch(c -> c.process() == ended);
      if (stopped || isExpected) {
        return;
      }
    }
    LOG.error("{} ended unexpectedly with code {}", service.label(), ended.exitValue());
    System.err.printf(
        "%s ended unexpectedly (code %d); its log is in %s. Restart the stack to have it back.%n",
        service.label(), ended.exitValue(), home.logs());
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is ending, and its hook does the same
    }
    stop();
  }

  private void stop() {
    synchronized (this) {
      if (stopped) {
        return;
      }
      stopped = true;
    }
    closeParts();
    for (Service service : Service.values()) {
      Child child = children.get(service);
      if (child != null) {
        child.stop();
        LOG.info("Stopped {}", service.label());
      }
    }
    StackFile.delete(home);
    lock.close();
  }

  private void closeParts() {
    while (!parts.isEmpty()) {
      close(parts.pop());
    }
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.warn("A part did not stop cleanly", e);
    }
  }

  private static String labels(Set<Service> services) {
    return services.stream().map(Service::label).collect(Collectors.joining(", "));
  }

  private static RuntimeException rethrow(Throwable cause) {
    if (cause instanceof RuntimeException runtime) {
      return runtime;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(cause);
  }
}
