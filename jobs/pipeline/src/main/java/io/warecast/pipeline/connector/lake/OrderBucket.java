package io.warecast.pipeline.connector.lake;

import io.warecast.domain.order.OrderEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;

/**
 * The files of one UTC day of {@link StreamOrders}. The job adds small ones, a checkpoint each;
 * once they have come to many they are merged into one, which a manifest puts in their place all at
 * once. They are deleted a day later, when nobody reads them any more and no checkpoint is left
 * that would complete one of them again.
 */
final class OrderBucket {

  private static final int FEWEST_TO_MERGE = 16;
  private static final long DELETED_AFTER_MILLIS = 86_400_000;

  private final LakeFolder bucket;

  OrderBucket(LakeFolder bucket) {
    this.bucket = bucket;
  }

  /**
   * What the manifest says; without one, every file counts.
   *
   * @param file that counts, whatever its name begins with
   * @param replaced files that do not count
   */
  record Merged(String file, List<String> replaced) {}

  /** Names and sizes of the files that count. */
  List<FileStatus> files() throws IOException {
    Optional<Merged> merged = merged();
    Set<String> replaced = new HashSet<>(merged.map(Merged::replaced).orElse(List.of()));
    String mergedFile = merged.map(Merged::file).orElse("");
    List<FileStatus> files = new ArrayList<>();
    for (FileStatus file : bucket.entries()) {
      String name = file.getPath().getName();
      // A name with a dot in front is a file that no checkpoint has completed, or that was merged.
      boolean isComplete = !name.startsWith(".") && !name.equals(LakeFolder.MANIFEST);
      if (!file.isDir()
          && file.getLen() > 0
          && (name.equals(mergedFile) || (isComplete && !replaced.contains(name)))) {
        files.add(file);
      }
    }
    return files;
  }

  /**
   * Puts one file in the place of many, and deletes those that were replaced long ago.
   *
   * @param now epoch millis
   * @return files that do not count any more from now on
   */
  int merge(long now) throws IOException {
    deleteReplaced(now);
    List<FileStatus> files = files();
    if (files.size() < FEWEST_TO_MERGE) {
      return 0;
    }
    String name = ".merged-" + UUID.randomUUID() + ".parquet";
    write(files, name);
    Set<String> replaced = new TreeSet<>(merged().map(Merged::replaced).orElse(List.of()));
    files.forEach(file -> replaced.add(file.getPath().getName()));
    bucket.replaceManifest(new Merged(name, List.copyOf(replaced)));
    return files.size();
  }

  private void deleteReplaced(long now) throws IOException {
    Optional<Merged> merged = merged();
    if (merged.isEmpty()) {
      return;
    }
    Set<String> replaced = new HashSet<>(merged.get().replaced());
    long mergedAt = Long.MAX_VALUE;
    List<String> old = new ArrayList<>();
    for (FileStatus file : bucket.entries()) {
      String name = file.getPath().getName();
      if (name.equals(LakeFolder.MANIFEST)) {
        mergedAt = file.getModificationTime();
      } else if (replaced.contains(name)) {
        old.add(name);
      }
    }
    if (now - mergedAt >= DELETED_AFTER_MILLIS) {
      for (String name : old) {
        bucket.delete(name);
      }
    }
  }

  private void write(List<FileStatus> files, String name) throws IOException {
    try (FSDataOutputStream stream = bucket.create(name)) {
      BulkWriter<OrderEvent> writer = ParquetFiles.writing(new OrderForm()).create(stream);
      for (FileStatus file : files) {
        try (LakeReader<OrderEvent> reader =
            LakeReader.open(new OrderForm(), file.getPath(), 0, file.getLen(), null)) {
          for (OrderEvent order = reader.next(); order != null; order = reader.next()) {
            writer.addElement(order);
          }
        }
      }
      writer.finish();
      stream.flush();
    }
  }

  private Optional<Merged> merged() {
    return bucket.manifest().map(json -> bucket.parse(json, Merged.class));
  }
}
