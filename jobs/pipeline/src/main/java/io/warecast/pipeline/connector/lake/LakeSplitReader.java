package io.warecast.pipeline.connector.lake;

import java.io.IOException;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.ArrayResultIterator;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.jspecify.annotations.Nullable;

/** Hands the records of a split to Flink in batches; a checkpoint remembers how many it had. */
final class LakeSplitReader<T> implements BulkFormat.Reader<T> {

  private static final int BATCH = 256;

  private final LakeReader<T> reader;
  private long count;

  /**
   * @param skip records that were read before the checkpoint
   */
  LakeSplitReader(LakeReader<T> reader, long skip) {
    this.reader = reader;
    while (count < skip && reader.next() != null) {
      count++;
    }
  }

  @Override
  public BulkFormat.@Nullable RecordIterator<T> readBatch() {
    @SuppressWarnings("unchecked") // read by Flink as Ts only
    T[] batch = (T[]) new Object[BATCH];
    int n = 0;
    for (T next = reader.next(); next != null; next = n < BATCH ? reader.next() : null) {
      batch[n++] = next;
    }
    if (n == 0) {
      return null;
    }
    ArrayResultIterator<T> records = new ArrayResultIterator<>();
    records.set(batch, n, CheckpointedPosition.NO_OFFSET, count);
    count += n;
    return records;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
