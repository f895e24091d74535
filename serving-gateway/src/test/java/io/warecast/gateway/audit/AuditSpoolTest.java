package io.warecast.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditSpoolTest {

  @TempDir private Path folder;

  private static void append(AuditSpool spool, String lines) throws IOException {
    byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
    spool.append(bytes, bytes.length);
  }

  private static List<String> readAll(AuditSpool spool) throws IOException {
    List<String> all = new ArrayList<>();
    List<byte[]> lines = spool.read();
    while (!lines.isEmpty()) {
      lines.forEach(line -> all.add(new String(line, StandardCharsets.UTF_8)));
      spool.acknowledge();
      lines = spool.read();
    }
    return all;
  }

  private Path newest() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jsonl"))
          .max(Path::compareTo)
          .orElseThrow();
    }
  }

  @Test
  void givesBackWhatWasWrittenInOrderAndOnce() throws Exception {
    try (AuditSpool spool = AuditSpool.open(folder)) {
      append(spool, "a\nb\n");
      append(spool, "c\n");

      assertThat(readAll(spool)).containsExactly("a", "b", "c");
      assertThat(readAll(spool)).isEmpty();
      assertThat(spool.waiting()).isZero();
    }
  }

  @Test
  void goesOnAfterARestartWithWhatWasNotAcknowledged() throws Exception {
    try (AuditSpool spool = AuditSpool.open(folder)) {
      append(spool, "a\n");
      readAll(spool);
      append(spool, "b\n");
      spool.read();
    }
    try (AuditSpool spool = AuditSpool.open(folder)) {
      append(spool, "c\n");

      assertThat(readAll(spool)).containsExactly("b", "c");
    }
  }

  @Test
  void leavesOutALineThatAKilledProcessHadHalfWritten() throws Exception {
    try (AuditSpool spool = AuditSpool.open(folder)) {
      append(spool, "a\n");
    }
    Files.writeString(newest(), "{\"event_id\": \"half", StandardOpenOption.APPEND);

    try (AuditSpool spool = AuditSpool.open(folder)) {
      append(spool, "b\n");

      assertThat(readAll(spool)).containsExactly("a", "b");
    }
  }

  @Test
  void deletesFilesThatHaveBeenAcknowledged() throws Exception {
    String line = "x".repeat(1 << 20) + "\n";
    String small = "y".repeat(200_000) + "\n";
    try (AuditSpool spool = AuditSpool.open(folder)) {
      for (int i = 0; i < 200; i++) {
        append(spool, small);
      }
      assertThat(spool.waiting()).isEqualTo(200L * small.length());

      assertThat(readAll(spool)).hasSize(200);

      assertThat(spool.waiting()).isZero();
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files.filter(file -> file.toString().endsWith(".jsonl"))).hasSize(1);
      }
      append(spool, line);
      assertThatThrownBy(spool::read).isInstanceOf(IOException.class);
    }
  }

  @Test
  void readsWhatIsWrittenMeanwhileAcrossFiles() throws Exception {
    String padding = "z".repeat(1_000);
    int lines = 50_000;
    try (AuditSpool spool = AuditSpool.open(folder)) {
      Thread writer =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < lines; i++) {
                    append(spool, i + padding + "\n");
                  }
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      writer.start();
      List<String> all = new ArrayList<>();
      while (writer.isAlive()) {
        all.addAll(readAll(spool));
      }
      all.addAll(readAll(spool));

      assertThat(all).hasSize(lines);
      for (int i = 0; i < lines; i++) {
        assertThat(all.get(i)).startsWith(i + "z");
      }
    }
  }

  @Test
  void belongsToOneGateway() throws Exception {
    try (AuditSpool spool = AuditSpool.open(folder)) {
      assertThatThrownBy(() -> AuditSpool.open(folder))
          .isInstanceOf(ActionableException.class)
          .hasMessageContaining("give each a folder of its own");
    }
  }

  @Test
  void saysWhichFolderCannotBeUsed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> AuditSpool.open(file))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("audit.spool " + file);
  }
}
