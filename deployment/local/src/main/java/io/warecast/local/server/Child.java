package io.warecast.local.server;

import io.warecast.domain.ActionableException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server that runs as a child of this process and writes into a log file. */
public final class Child {

  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long MAX_LOG_BYTES = 20L << 20;

  private final Service service;
  private final Process process;
  private final Path log;

  private Child(Service service, Process process, Path log) {
    this.service = service;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a server.
   *
   * @param log appended to; a long one is set aside first
   */
  public static Child start(Service service, List<String> command, Path log) {
    List<String> line = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      // Ctrl-C reaches every process of the terminal's group: a session of its own lets us stop the
      // servers in order instead.
      line.add(SETSID.toString());
    }
    line.addAll(command);
    try {
      setAsideWhenLong(log);
      Process process =
          new ProcessBuilder(line)
              .directory(log.resolveSibling("").toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .start();
      return new Child(service, process, log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + service.label(), e);
    }
  }

  /** The process as others can find it. */
  public ProcessId id() {
    return ProcessId.of(process.toHandle());
  }

  public Process process() {
    return process;
  }

  /**
   * Waits until the server answers.
   *
   * @throws ActionableException when it ends or does not answer in time; names its log
   */
  public void awaitReady(Probe probe, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    Exception last = null;
    while (System.nanoTime() < deadline) {
      if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
        throw new ActionableException(
            "%s ended with code %d while it started. Its log says why: %s%n%s"
                .formatted(service.label(), process.exitValue(), log, tail(log)));
      }
      try {
        probe.check();
        return;
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        last = e;
      }
    }
    throw new ActionableException(
        "%s did not answer within %d s (%s). Its log may say why: %s"
            .formatted(service.label(), limit.toSeconds(), last, log));
  }

  /** Stops it in its own orderly way, and by force when that takes too long. */
  public void stop() {
    stop(service, process.toHandle());
  }

  /** Stops a server that may be the child of a process that is gone. */
  static void stop(Service service, ProcessHandle server) {
    // PostgreSQL waits on TERM until every client has gone; INT ends their sessions.
    signal(server, service == Service.POSTGRES ? "INT" : "TERM");
    if (!await(server, PATIENCE)) {
      // QUIT lets PostgreSQL take its own children with it.
      signal(server, service == Service.POSTGRES ? "QUIT" : "KILL");
      if (!await(server, Duration.ofSeconds(5))) {
        server.destroyForcibly();
        await(server, Duration.ofSeconds(5));
      }
    }
  }

  private static boolean await(ProcessHandle server, Duration limit) {
    try {
      server.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return !server.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !server.isAlive();
    }
    return true;
  }

  private static void signal(ProcessHandle server, String name) {
    try {
      new ProcessBuilder("sh", "-c", "kill -s \"$0\" \"$1\"", name, Long.toString(server.pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      server.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void setAsideWhenLong(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > MAX_LOG_BYTES) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
    } catch (IOException e) {
      return "";
    }
  }

  /** Asks a server whether it is ready; fails while it is not. */
  @FunctionalInterface
  public interface Probe {
    void check() throws Exception;
  }
}
