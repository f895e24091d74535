package io.warecast.local.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, UTF_8);

  @Test
  void writesPlainLinesWhereThereIsNoTerminal() {
    try (Progress progress = Progress.start("Scoring", "series", 30_490, out, false)) {
      for (int i = 1; i <= 30_490; i++) {
        progress.to(i);
      }
    }
    assertThat(written.toString(UTF_8)).matches("Scoring: 30,490 series in \\d+\\.\\d s\\R");
  }

  @Test
  void drawsABarOnATerminal() {
    try (Progress progress = Progress.start("Scoring", "series", 10, out, true)) {
      progress.add(10);
    }
    assertThat(written.toString(UTF_8)).contains("\r").contains("10 series in");
  }
}
