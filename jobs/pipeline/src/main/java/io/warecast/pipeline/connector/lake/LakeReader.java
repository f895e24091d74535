package io.warecast.pipeline.connector.lake;

import io.warecast.domain.ActionableException;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.ParquetReader;
import org.jspecify.annotations.Nullable;

/** Reads the records of one file, or of a range of it; its errors name the file. */
final class LakeReader<T> implements Closeable {

  private final Path path;
  private final ParquetReader<T> reader;

  private LakeReader(Path path, ParquetReader<T> reader) {
    this.path = path;
    this.reader = reader;
  }

  static <T> LakeReader<T> open(
      ParquetForm<T> form, Path path, long from, long to, @Nullable FilterPredicate filter) {
    FilterCompat.Filter wanted = filter == null ? FilterCompat.NOOP : FilterCompat.get(filter);
    try {
      return new LakeReader<>(path, ParquetFiles.read(form, path, from, to, wanted));
    } catch (IOException | RuntimeException e) {
      throw unreadable(path, e);
    }
  }

  /** The next record, or null at the end. */
  @Nullable T next() {
    try {
      return reader.read();
    } catch (IOException | RuntimeException e) {
      throw unreadable(path, e);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  static ActionableException unreadable(Path path, Exception cause) {
    String problem =
        cause instanceof FileNotFoundException
            ? "is missing"
            : "cannot be read (%s)".formatted(cause.getMessage());
    return new ActionableException(
        "lake file %s %s; restore it, or import or generate again".formatted(path, problem), cause);
  }
}
