package io.warecast.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Memory of a Java process at one moment.
 *
 * @param residentBytes what the system counts; 0 where it does not tell
 * @param liveHeapBytes the objects that a full collection leaves
 */
record ServerMemory(long residentBytes, long liveHeapBytes) {

  private static final long PAGE_BYTES = 4_096;
  private static final String TOTAL = "Total ";

  /** Has the process collect its garbage, which takes it some tenths of a second. */
  static ServerMemory of(long process) throws IOException {
    // asked first: a collection touches memory of its own
    long resident = residentBytes(process);
    return new ServerMemory(resident, liveHeapBytes(process));
  }

  private static long residentBytes(long process) throws IOException {
    Path file = Path.of("/proc/" + process + "/statm");
    if (!Files.exists(file)) {
      return 0;
    }
    return Long.parseLong(Files.readString(file).split(" ", -1)[1]) * PAGE_BYTES;
  }

  /** A heap's used bytes hold garbage that came since the collection; a histogram's do not. */
  private static long liveHeapBytes(long process) throws IOException {
    String histogram =
        Program.ofJdk("jcmd").run(List.of(Long.toString(process), "GC.class_histogram"));
    String[] total =
        histogram
            .lines()
            .filter(line -> line.startsWith(TOTAL))
            .findFirst()
            .orElseThrow(() -> new IOException("jcmd has not told a total: " + histogram))
            .split(" +", -1);
    return Long.parseLong(total[2]);
  }
}
