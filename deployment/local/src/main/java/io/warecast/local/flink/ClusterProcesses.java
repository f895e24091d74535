package io.warecast.local.flink;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.warecast.domain.ActionableException;
import io.warecast.local.server.Child;
import io.warecast.local.server.Home;
import io.warecast.local.server.Ports;
import io.warecast.local.server.ProcessId;
import io.warecast.local.server.Service;
import io.warecast.local.server.StackState.ServiceState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Flink cluster of JVMs on this machine: a JobManager and two TaskManagers, started from Flink's
 * own entry points with {@code flink-conf/streaming}, on loopback. A TaskManager that ends is
 * started again.
 */
public final class ClusterProcesses implements AutoCloseable {

  /** How many TaskManagers there are; each has a slot for every core. */
  public static final int TASK_MANAGERS = 2;

  private static final Logger LOG = LoggerFactory.getLogger(ClusterProcesses.class);
  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  /** A TaskManager that ends at once every time must not keep the machine busy. */
  private static final long RESTART_DELAY_MS = 1_000;

  private final ClusterCommands commands;
  private final Consumer<ServiceState> listener;
  private final List<Child> taskManagers = new ArrayList<>();
  private @Nullable Child jobManager;
  private boolean closed;

  private ClusterProcesses(ClusterCommands commands, Consumer<ServiceState> listener) {
    this.commands = commands;
    this.listener = listener;
  }

  /**
   * A cluster in a home, to be started. Two steps, so that it can be closed while it starts.
   *
   * @param port of the web UI and REST interface; 0 is any free port
   * @param listener is told the processes at every change, so that somebody can stop them when this
   *     process is killed
   */
  public static ClusterProcesses in(Home home, int port, Consumer<ServiceState> listener) {
    home.create();
    int restPort = port == 0 ? Ports.free() : port;
    return new ClusterProcesses(
        new ClusterCommands(
            home, FlinkMode.STREAMING, TemporaryFolder.make(home), restPort, Ports.free()),
        listener);
  }

  /**
   * Starts the processes and returns when all TaskManagers have registered; on failure none is
   * left.
   *
   * @throws ActionableException when a part is not built or does not start; names its log
   */
  public ClusterProcesses start() {
    boolean started = false;
    try {
      startAll();
      started = true;
      LOG.info("Flink's web UI is at {}", web());
      return this;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ActionableException("Interrupted while Flink started.", e);
    } finally {
      if (!started) {
        close();
      }
    }
  }

  /** Where the web UI and REST interface answer. */
  public URI web() {
    return URI.create("http://127.0.0.1:" + commands.restPort());
  }

  /** The process of the JobManager. */
  public ProcessId jobManager() {
    return jobManagerChild().id();
  }

  /** The processes of the TaskManagers as they are now; a restarted one has a new id. */
  public synchronized List<ProcessId> taskManagers() {
    return taskManagers.stream().map(Child::id).toList();
  }

  /**
   * Kills a TaskManager as a crash would (SIGKILL) and returns when it is gone. A second later it
   * is started again.
   *
   * @param index from 0 to {@link #TASK_MANAGERS} - 1
   */
  public void killTaskManager(int index) {
    Process process;
    synchronized (this) {
      process = taskManagers.get(index).process();
    }
    process.destroyForcibly().onExit().join();
  }

  /**
   * Waits until every TaskManager lives and the JobManager knows as many.
   *
   * @throws ActionableException when they do not within the limit
   */
  public void awaitTaskManagers(Duration limit) throws InterruptedException {
    jobManagerChild().awaitReady(this::checkTaskManagers, limit);
  }

  Home home() {
    return commands.home();
  }

  private void startAll() throws InterruptedException {
    startJobManager();
    for (int i = 0; i < TASK_MANAGERS; i++) {
      startTaskManager(i);
    }
    jobManagerChild().awaitReady(() -> overview(web()), START_LIMIT);
    for (Child taskManager : List.copyOf(taskManagers)) {
      taskManager.awaitReady(this::checkTaskManagers, START_LIMIT);
    }
    var unused = jobManagerChild().process().onExit().thenAccept(this::jobManagerEnded);
    for (int i = 0; i < TASK_MANAGERS; i++) {
      supervise(i);
    }
  }

  private synchronized void startJobManager() {
    refuseWhenClosed();
    jobManager = Child.start(Service.FLINK, commands.jobManager(), commands.log("jobmanager"));
    tell();
  }

  private synchronized Child jobManagerChild() {
    if (jobManager == null) {
      throw new IllegalStateException("the cluster has not been started");
    }
    return jobManager;
  }

  private void refuseWhenClosed() {
    if (closed) {
      throw new IllegalStateException("the cluster is stopping");
    }
  }

  private synchronized void startTaskManager(int index) {
    refuseWhenClosed();
    String name = "taskmanager-" + (index + 1);
    Child child = Child.start(Service.FLINK, commands.taskManager(name), commands.log(name));
    if (index < taskManagers.size()) {
      taskManagers.set(index, child);
    } else {
      taskManagers.add(child);
    }
    tell();
  }

  private synchronized void supervise(int index) {
    Process process = taskManagers.get(index).process();
    var unused =
        process
            .onExit()
            .thenAcceptAsync(
                ended -> restart(index, ended),
                CompletableFuture.delayedExecutor(RESTART_DELAY_MS, TimeUnit.MILLISECONDS));
  }

  private synchronized void restart(int index, Process ended) {
    if (closed) {
      return;
    }
    LOG.warn("TaskManager {} ended with code {} and starts again", index + 1, ended.exitValue());
    startTaskManager(index);
    supervise(index);
  }

  private synchronized void jobManagerEnded(Process ended) {
    if (!closed) {
      LOG.error("Flink's JobManager ended unexpectedly with code {}", ended.exitValue());
      System.err.printf(
          "Flink's JobManager ended unexpectedly (code %d); its log is %s. Restart the stack to have it back.%n",
          ended.exitValue(), commands.log("jobmanager"));
    }
  }

  private synchronized void tell() {
    listener.accept(
        new ServiceState(jobManager(), commands.restPort(), web().toString(), taskManagers()));
  }

  private void checkTaskManagers() throws Exception {
    boolean alive = taskManagers().stream().allMatch(id -> id.running().isPresent());
    int registered = overview(web());
    if (!alive || registered < TASK_MANAGERS) {
      throw new IOException(registered + " TaskManagers have registered");
    }
  }

  /** The number of TaskManagers that the JobManager knows; fails when it does not answer. */
  private static int overview(URI web) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(web.resolve("/overview")).timeout(Duration.ofSeconds(5)).build();
    byte[] answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray()).body();
    return new JsonMapper().readTree(answer).required("taskmanagers").asInt();
  }

  /** Stops every process; what runs on them ends, and can go on from its checkpoints. */
  @Override
  public void close() {
    Child leader;
    List<Child> workers;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      leader = jobManager;
      workers = List.copyOf(taskManagers);
    }
    if (leader != null) {
      // Before the others, or it would restart the jobs of TaskManagers that go.
      leader.stop();
    }
    CompletableFuture.allOf(
            workers.stream()
                .map(worker -> CompletableFuture.runAsync(worker::stop))
                .toArray(CompletableFuture[]::new))
        .join();
    TemporaryFolder.delete(commands.temporary());
  }
}
