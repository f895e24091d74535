package io.warecast.pipeline.connector.lake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.jspecify.annotations.Nullable;

/** Writes the files of one data set, a new one whenever the last has grown to its target size. */
final class PartWriter<T> {

  private static final long TARGET_BYTES = 32L << 20;

  private final LakeFolder lake;
  private final String dataSet;
  private final String importId;
  private final BulkWriter.Factory<T> format;
  private final List<LakeFile> finished = new ArrayList<>();
  private @Nullable Part<T> part;

  PartWriter(LakeFolder lake, String dataSet, String importId, ParquetForm<T> form) {
    this.lake = lake;
    this.dataSet = dataSet;
    this.importId = importId;
    this.format = ParquetFiles.writing(form);
  }

  void write(T row) {
    Part<T> open = part == null ? open() : part;
    try {
      open.writer.addElement(row);
      open.rows++;
      if (open.stream.getPos() >= TARGET_BYTES) {
        finishPart();
      }
    } catch (IOException e) {
      throw LakeFolder.cannotWrite(lake.path(open.path), e);
    }
  }

  /** Completes the file that is being written: what follows goes into another. */
  void finishPart() {
    Part<T> open = part;
    if (open == null) {
      return;
    }
    try {
      open.writer.finish();
      open.stream.flush();
      long bytes = open.stream.getPos();
      open.stream.close();
      part = null;
      finished.add(new LakeFile(open.path, open.rows, bytes, open.stream.sha256()));
    } catch (IOException e) {
      throw LakeFolder.cannotWrite(lake.path(open.path), e);
    }
  }

  /** Completes the last file; returns all. */
  List<LakeFile> finish() {
    finishPart();
    return List.copyOf(finished);
  }

  /** Deletes all files that were written. */
  void discard() throws IOException {
    Part<T> open = part;
    if (open != null) {
      open.stream.close();
      lake.delete(open.path);
      part = null;
    }
    for (LakeFile file : finished) {
      lake.delete(file.path());
    }
    finished.clear();
  }

  private Part<T> open() {
    String path = "%s/part-%s-%04d.parquet".formatted(dataSet, importId, finished.size());
    try {
      HashingStream stream = new HashingStream(lake.create(path));
      Part<T> opened = new Part<>(path, stream, format.create(stream));
      part = opened;
      return opened;
    } catch (IOException e) {
      throw LakeFolder.cannotWrite(lake.path(path), e);
    }
  }

  private static final class Part<T> {
    private final String path;
    private final HashingStream stream;
    private final BulkWriter<T> writer;
    private long rows;

    Part(String path, HashingStream stream, BulkWriter<T> writer) {
      this.path = path;
      this.stream = stream;
      this.writer = writer;
    }
  }
}
