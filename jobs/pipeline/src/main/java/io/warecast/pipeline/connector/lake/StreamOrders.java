package io.warecast.pipeline.connector.lake;

import io.warecast.domain.ActionableException;
import io.warecast.domain.order.OrderEvent;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
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
 * The orders that the continuous job has accepted, in {@code raw/stream/day=DAY/} of the lake by
 * the UTC day of the order. The lake's manifest does not name these files: one counts as soon as it
 * has its final name, which the job's checkpoint gives it, exactly once.
 */
public final class StreamOrders {

  private static final String FOLDER = "raw/stream";
  private static final String BUCKET = "day=";

  private StreamOrders() {}

  /** Writes orders; those up to a checkpoint are there when it is complete. */
  public static Sink<OrderEvent> sink(String lakeUri) {
    return FileSink.forBulkFormat(
            LakeFolder.at(lakeUri).path(FOLDER), ParquetFiles.writing(new OrderForm()))
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
  public static Source<OrderEvent, ?, ?> source(String lakeUri) {
    LakeFolder folder = LakeFolder.at(lakeUri);
    return FileSource.forBulkFileFormat(
            new LakeFormat<>(new OrderForm(), null), folder.path(FOLDER))
        .setFileEnumerator(new ManifestSplits(folder.root(), files(folder)))
        .build();
  }

  private static List<LakeFile> files(LakeFolder folder) {
    List<LakeFile> files = new ArrayList<>();
    try {
      for (FileStatus bucket : folder.list(FOLDER)) {
        String name = FOLDER + "/" + bucket.getPath().getName();
        if (bucket.isDir() && bucket.getPath().getName().startsWith(BUCKET)) {
          for (FileStatus file : folder.list(name)) {
            addCommitted(name, file, files);
          }
        }
      }
    } catch (IOException e) {
      throw new ActionableException(
          "cannot read %s: %s. Check that the file system is up and that you may read it."
              .formatted(folder.path(FOLDER), e.getMessage()),
          e);
    }
    return files;
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
