package io.warecast.local.cli;

import io.warecast.domain.ActionableException;
import io.warecast.local.server.ProjectRoot;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A server in a JVM of its own, which says on its output where it listens. */
final class BenchProcess implements AutoCloseable {

  /** With which a gateway is started anywhere; the limits that it is held against as well. */
  private static final Path JVM_OPTIONS = Path.of("serving-gateway", "jvm.options");

  private final Process process;
  private final int port;
  private final double startMillis;

  private BenchProcess(Process process, int port, double startMillis) {
    this.process = process;
    this.port = port;
    this.startMillis = startMillis;
  }

  /** Starts a main class of this class path and waits until it listens. */
  static BenchProcess start(
      Class<?> main, Path folder, Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + ProjectRoot.path().resolve(JVM_OPTIONS));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    File log = folder.resolve(main.getSimpleName() + "-" + System.nanoTime() + ".log").toFile();
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log);
    builder.environment().putAll(environment);
    long begun = System.nanoTime();
    Process process = builder.start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    Stream<String> lines = out.lines();
    String line = lines.filter(each -> each.contains("listens on http")).findFirst().orElse("");
    if (line.isEmpty()) {
      process.destroyForcibly();
      throw new ActionableException(
          main.getSimpleName() + " did not start: " + Files.readString(log.toPath()));
    }
    double millis = (System.nanoTime() - begun) / 1e6;
    Thread reader = new Thread(() -> out.lines().forEach(each -> {}), "bench-output");
    reader.setDaemon(true);
    reader.start();
    return new BenchProcess(
        process, Integer.parseInt(line.substring(line.lastIndexOf(':') + 1).strip()), millis);
  }

  int port() {
    return port;
  }

  double startMillis() {
    return startMillis;
  }

  long id() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, java.util.concurrent.TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
