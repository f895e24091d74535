package io.warecast.local.server;

import io.warecast.domain.ActionableException;
import io.warecast.local.server.StackState.ServiceState;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The servers that a command works with: those of the stack that runs already, or its own, which
 * stop when this is closed or the process ends.
 */
public final class LocalStack implements AutoCloseable {

  private static final Duration STARTING = Duration.ofMinutes(2);

  private final Home home;
  private final StackState state;
  private final @Nullable OwnedServers owned;

  private LocalStack(Home home, StackState state, @Nullable OwnedServers owned) {
    this.home = home;
    this.state = state;
    this.owned = owned;
  }

  /**
   * Uses the stack that {@code up} runs in this home, or else starts the servers asked for.
   *
   * @param command the name of the command, which others are told while it holds the home
   * @param services any of PostgreSQL, Redis and Kafka; none to have just the folder to oneself
   * @throws ActionableException when another command than {@code up} holds the home, or a server
   *     does not start
   */
  public static LocalStack attachOrStart(Home home, String command, Set<Service> services) {
    home.create();
    Optional<StackLock> lock = StackLock.tryAcquire(home);
    if (lock.isPresent()) {
      Ports ports = new Ports(home, Map.of(), System.getenv());
      return own(home, command, services, ports, lock.get(), System.err);
    }
    return new LocalStack(home, awaitRunning(home, services), null);
  }

  /**
   * Starts PostgreSQL, Redis and Kafka for {@code up}.
   *
   * @param notes is told what starts
   * @throws ActionableException when something runs in this home already; names its addresses
   */
  public static LocalStack start(Home home, Ports ports, PrintStream notes) {
    Optional<StackLock> lock = StackLock.tryAcquire(home);
    if (lock.isEmpty()) {
      throw new ActionableException(Running.describe(home));
    }
    Set<Service> all = EnumSet.of(Service.POSTGRES, Service.REDIS, Service.KAFKA);
    return own(home, "up", all, ports, lock.get(), notes);
  }

  private static LocalStack own(
      Home home,
      String command,
      Set<Service> services,
      Ports ports,
      StackLock lock,
      PrintStream notes) {
    OwnedServers owned = OwnedServers.start(home, command, services, ports, lock, notes);
    return new LocalStack(home, owned.state(), owned);
  }

  private static StackState awaitRunning(Home home, Set<Service> services) {
    long deadline = System.nanoTime() + STARTING.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<StackState> running = StackFile.read(home).filter(StackState::ownerLives);
      if (running.isPresent() && !running.get().command().equals("up")) {
        break;
      }
      if (running.isPresent()
          && running.get().ready()
          && running.get().services().keySet().containsAll(services)) {
        return running.get();
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw new ActionableException(Running.describe(home));
  }

  /** The stack that {@code up} runs in this home, when its servers answer. */
  public static Optional<LocalStack> running(Home home) {
    return StackFile.read(home)
        .filter(state -> state.ownerLives() && state.ready() && state.command().equals("up"))
        .map(state -> new LocalStack(home, state, null));
  }

  public Home home() {
    return home;
  }

  /** Whether the servers belong to another process, which decides when they stop. */
  public boolean isAttached() {
    return owned == null;
  }

  public Postgres postgres() {
    return PostgresServer.access(home, service(Service.POSTGRES).port());
  }

  /** The same for people: an account that reads all but the audit and changes nothing. */
  public Postgres postgresForReaders() {
    return PostgresServer.readerAccess(home, service(Service.POSTGRES).port());
  }

  public Redis redis() {
    return new Redis("127.0.0.1", service(Service.REDIS).port());
  }

  /** {@code host:port} of the broker. */
  public String kafkaBootstrap() {
    return "127.0.0.1:" + service(Service.KAFKA).port();
  }

  /** Where Flink's REST interface answers; only of a stack that is up. */
  public URI flinkUri() {
    return URI.create(service(Service.FLINK).url());
  }

  /** Whether Flink runs in JVMs of its own instead of that of the stack. */
  public boolean isFlinkACluster() {
    return !service(Service.FLINK).workers().isEmpty();
  }

  /** Root of the lake, a Flink file system URI without a slash at its end. */
  public URI lakeUri() {
    return URI.create("file://" + home.lake().toUri().getRawPath().replaceAll("/$", ""));
  }

  /** Root of the model registry, a Flink file system URI without a slash at its end. */
  public URI modelsUri() {
    return URI.create(lakeUri() + "/models");
  }

  /** The secret that signs this home's tokens (HS256). */
  public String jwtSecret() {
    return home.jwtSecret();
  }

  /**
   * Tells other processes of a part that runs inside this one; nothing when attached.
   *
   * @param url where it answers
   */
  public void announce(Service service, int port, String url) {
    announce(service, ServiceState.of(ProcessId.of(ProcessHandle.current()), port, url));
  }

  /** Tells other processes of a part that this one has started; nothing when attached. */
  public void announce(Service service, ServiceState part) {
    if (owned != null) {
      owned.announce(service, part);
    }
  }

  /**
   * Has a part of this process, such as Flink, closed before the servers when this is closed or the
   * process is told to end; the latest first. Nothing when attached: then its own close must do.
   */
  public <T extends AutoCloseable> T stopFirst(T part) {
    if (owned != null) {
      owned.stopFirst(part);
    }
    return part;
  }

  /**
   * Stops PostgreSQL, Redis or Kafka and starts it again with its data, to see what that does to
   * those that depend on it. Only for servers that this started.
   *
   * @param away how long it stays away
   */
  public void outage(Service service, Duration away) throws Exception {
    if (owned == null) {
      throw new IllegalStateException("these servers belong to another process");
    }
    owned.outage(service, away);
  }

  /** Stops the servers that this started; others run on. */
  @Override
  public void close() {
    if (owned != null) {
      owned.close();
    }
  }

  private ServiceState service(Service service) {
    ServiceState found = state.services().get(service);
    if (found == null) {
      throw new IllegalStateException(service.label() + " was not asked for");
    }
    return found;
  }
}
