package io.warecast.benchmarks;

import io.warecast.domain.ActionableException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A program of its own that a benchmark runs: a load generator, or a tool of the JDK. */
final class Program {

  private final Path program;

  private Program(Path program) {
    this.program = program;
  }

  /** The program of this name in the folders of {@code PATH}. */
  static Optional<Program> find(String name) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Program::new);
  }

  /**
   * A tool that comes with the JDK that runs this.
   *
   * @throws ActionableException when it is a Java without tools
   */
  static Program ofJdk(String name) {
    Path program = Path.of(System.getProperty("java.home"), "bin", name);
    if (!Files.isExecutable(program)) {
      throw new ActionableException(
          "%s is missing; run the benchmark with a JDK (set JAVA_HOME)".formatted(program));
    }
    return new Program(program);
  }

  /**
   * Runs it to its end.
   *
   * @return what it wrote to its standard output
   * @throws IOException when it does not end with 0
   */
  String run(List<String> arguments) throws IOException {
    List<String> command = new java.util.ArrayList<>();
    command.add(program.toString());
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(command + " ended with " + process.exitValue() + ": " + output);
      }
      return output;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + program + " ran", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
