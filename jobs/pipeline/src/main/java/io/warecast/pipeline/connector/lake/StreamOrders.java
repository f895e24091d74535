package io.warecast.pipeline.connector.lake;

import io.warecast.domain.ActionableException;
import io.warecast.domain.order.OrderEvent;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/**
 * The orders that the continuous job has accepted, in {@code raw/stream/SNAPSHOT/day=DAY/} of the
 * lake, by the history that the job started from and the UTC day of the order. The lake's manifest
 * does not name these files: one counts as soon as it has its final name, which the job's
 * checkpoint gives it, exactly once, and until it is merged with others.
 */
public final class StreamOrders {

  private static final String FOLDER = "raw/stream/";
  private static final String BUCKET = "day=";

  private final LakeFolder lake;
  private final String folder;

  private StreamOrders(LakeFolder lake, String snapshot) {
    this.lake = lake;
    this.folder = FOLDER + snapshot;
  }

  /**
   * The orders that were counted on top of one history.
   *
   * @param snapshot of the lake that holds the history
   */
  public static StreamOrders since(String lakeUri, String snapshot) {
    return new StreamOrders(LakeFolder.at(lakeUri), snapshot);
  }

  /** Writes orders; those up to a checkpoint are there when it is complete. */
  public Sink<OrderEvent> sink() {
    return FileSink.forBulkFormat(lake.path(folder), ParquetFiles.writing(new OrderForm()))
        .withBucketAssigner(new ByDay())
        .withRollingPolicy(OnCheckpointRollingPolicy.build())
        .withOutputFileConfig(new OutputFileConfig("part", ".parquet"))
        .build();
  }

  /**
   * The orders of all files that count now, in no order; none when there is no file. Bounded.
   *
   * @throws ActionableException when the folder cannot be read
   */
  public Source<OrderEvent, ?, ?> source() {
    return FileSource.forBulkFileFormat(new LakeFormat<>(new OrderForm(), null), lake.path(folder))
        .setFileEnumerator(new ManifestSplits(lake.root(), files()))
        .build();
  }

  /** The newest UTC day (epoch) that has orders; empty when there are none. */
  public OptionalInt newestDay() {
    try {
      return Arrays.stream(lake.list(folder))
          .map(bucket -> bucket.getPath().getName())
          .filter(name -> name.startsWith(BUCKET))
          .mapToInt(name -> (int) LocalDate.parse(name.substring(BUCKET.length())).toEpochDay())
          .max();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Removes all of them: for a start that reads every order since the history again, while no job
   * writes here.
   */
  public void deleteAll() {
    try {
      lake.deleteFolder(folder);
    } catch (IOException e) {
      throw new ActionableException(
          "cannot delete %s: %s. Check that you may write there."
              .formatted(lake.path(folder), e.getMessage()),
          e);
    }
  }

  /**
   * Merges the many small files of days that are over into one a day; what is read stays the same.
   * A job may write and others read meanwhile.
   *
   * @param now epoch millis
   * @return files that do not count any more from now on
   */
  public int merge(long now) {
    // Days begin up to fourteen hours before those of UTC, and orders arrive late.
    LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(now), ZoneOffset.UTC);
    int merged = 0;
    try {
      for (FileStatus bucket : lake.list(folder)) {
        String name = bucket.getPath().getName();
        if (bucket.isDir()
            && name.startsWith(BUCKET)
            && LocalDate.parse(name.substring(BUCKET.length())).isBefore(today)) {
          merged += bucket(name).merge(now);
        }
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    return merged;
  }

  private OrderBucket bucket(String name) {
    return new OrderBucket(LakeFolder.at(lake.path(folder + "/" + name).toString()));
  }

  private List<LakeFile> files() {
    List<LakeFile> files = new ArrayList<>();
    try {
      for (FileStatus bucket : lake.list(folder)) {
        String name = folder + "/" + bucket.getPath().getName();
        if (bucket.isDir() && bucket.getPath().getName().startsWith(BUCKET)) {
          for (FileStatus file : bucket(bucket.getPath().getName()).files()) {
            files.add(new LakeFile(name + "/" + file.getPath().getName(), -1, file.getLen(), ""));
          }
        }
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    return files;
  }

  private ActionableException unreadable(IOException cause) {
    return new ActionableException(
        "cannot read %s: %s. Check that the file system is up and that you may read it."
            .formatted(lake.path(folder), cause.getMessage()),
        cause);
  }

  private static final class ByDay implements BucketAssigner<OrderEvent, String> {

    private static final long serialVersionUID = 1L;

    @Override
    public String getBucketId(OrderEvent order, Context context) {
      return BUCKET + LocalDate.ofInstant(Instant.ofEpochMilli(order.orderedAt()), ZoneOffset.UTC);
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
      return SimpleVersionedStringSerializer.INSTANCE;
    }
  }
}
