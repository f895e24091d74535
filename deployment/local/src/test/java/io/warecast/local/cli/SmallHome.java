package io.warecast.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.local.server.Home;
import io.warecast.local.server.StackHomes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;

/** A home with little sample data and a small model, and commands in it. */
record SmallHome(Home home) {

  /** What a command exits with and prints. */
  record Answer(int code, String out, String err) {}

  private static @Nullable SmallHome shared;

  /** The one home of all tests in this JVM, whose lake and model nobody changes. */
  static synchronized SmallHome trained() throws IOException {
    if (shared == null) {
      Path folder = Path.of("target", "small-home");
      FileUtils.deleteDirectory(folder.toFile());
      SmallHome small = new SmallHome(StackHomes.in(folder));
      // The lake is named because the launcher alone tells the command where the home is.
      small.done("generate", "--lake", small.home.lake().toString(), "--quiet");
      small.done("train", "--rows", "3000");
      shared = small;
    }
    return shared;
  }

  /** Runs a command that must succeed; answers what it printed. */
  String done(String... args) {
    Answer answer = run(args);
    assertThat(answer.code()).as("%s", answer).isZero();
    return answer.out();
  }

  Answer run(String... args) {
    return run(new ByteArrayOutputStream(), args);
  }

  /**
   * Runs a command whose output can be read while it runs.
   *
   * @param newOut empty; has what it prints
   */
  Answer run(ByteArrayOutputStream newOut, String... args) {
    List<String> line = new ArrayList<>(List.of(args));
    line.addAll(List.of("--home", home.root().toString()));
    if (args[0].equals("generate")) {
      line.addAll(List.of("--warehouses", "2", "--items", "6", "--days", "240"));
      line.addAll(List.of("--order-days", "2", "--end", "2026-01-31"));
    }
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream newErr = new ByteArrayOutputStream();
    System.setOut(new PrintStream(newOut, true, UTF_8));
    System.setErr(new PrintStream(newErr, true, UTF_8));
    try {
      int code = Warecast.commandLine().execute(line.toArray(String[]::new));
      return new Answer(code, newOut.toString(UTF_8), newErr.toString(UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
