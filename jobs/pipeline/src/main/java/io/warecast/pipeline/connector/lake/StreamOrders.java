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
 * checkpoint gives it, exactly once.
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

  private List<LakeFile> files() {
    List<LakeFile> files = new ArrayList<>();
    try {
      for (FileStatus bucket : lake.list(folder)) {
        String name = folder + "/" + bucket.getPath().getName();
        if (bucket.isDir() && bucket.getPath().getName().startsWith(BUCKET)) {
          for (FileStatus file : lake.list(name)) {
            addCommitted(name, file, files);
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

  /** A name with a dot in front is a file that no checkpoint has completed. */
  private static void addCommitted(String bucket, FileStatus file, List<LakeFile> files) {
    String name = file.getPath().getName();
    if (!file.isDir() && !name.startsWith(".") && file.getLen() > 0) {
      files.add(new LakeFile(bucket + "/" + name, -1, file.getLen(), ""));
    }
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
