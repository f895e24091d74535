package io.warecast.pipeline.connector.lake;

import io.warecast.domain.series.SeriesKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Writes a data set of series, sorted by series within each file, so that a single series is found
 * by the statistics of a few row groups. Keeps one file's rows in memory, not the data set's.
 */
final class SeriesWriter<T> {

  /** List elements in a file: some 16 MB as they lie in memory. */
  private static final long ELEMENTS_PER_FILE = 4L << 20;

  private final PartWriter<T> parts;
  private final Comparator<T> order;
  private final List<T> waiting = new ArrayList<>();
  private long elements;
  private boolean severalFiles;

  SeriesWriter(PartWriter<T> parts, Function<T, SeriesKey> key) {
    this.parts = parts;
    this.order =
        Comparator.comparing((T row) -> key.apply(row).warehouseId())
            .thenComparing(row -> key.apply(row).itemId());
  }

  void write(T row, int length) {
    waiting.add(row);
    elements += length;
    if (elements >= ELEMENTS_PER_FILE) {
      waiting.sort(order);
      writeFile(0, waiting.size());
      waiting.clear();
      elements = 0;
      severalFiles = true;
    }
  }

  /** Completes the last file; at least two are made, so that two subtasks can read. */
  List<LakeFile> finish() {
    waiting.sort(order);
    int half = severalFiles ? 0 : waiting.size() / 2;
    writeFile(0, half);
    writeFile(half, waiting.size());
    waiting.clear();
    return parts.finish();
  }

  void discard() throws IOException {
    waiting.clear();
    parts.discard();
  }

  private void writeFile(int from, int to) {
    waiting.subList(from, to).forEach(parts::write);
    parts.finishPart();
  }
}
