package io.warecast.local.cli;

import io.warecast.domain.ActionableException;
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

  private static final long PAGE_BYTES = 4_096;

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
    command.add("-Xmx512m");
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

  /** Resident memory; 0 where the system does not tell. */
  long memoryBytes() {
    try {
      String[] pages =
          Files.readString(Path.of("/proc/" + process.pid() + "/statm")).split(" ", -1);
      return Long.parseLong(pages[1]) * PAGE_BYTES;
    } catch (IOException e) {
      return 0;
    }
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
