package io.warecast.pipeline.connector.lake;

import java.io.IOException;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.formats.parquet.ParquetInputFile;
import org.apache.flink.formats.parquet.ParquetWriterFactory;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.SeekableInputStream;

/** Opens Parquet files on Flink's file systems, with the settings that the lake writes by. */
final class ParquetFiles {

  /** Small enough that a file has several, which several subtasks can read. */
  private static final long ROW_GROUP_BYTES = 8L << 20;

  private ParquetFiles() {}

  /** Writers of one form; finishing one leaves its stream open. */
  static <T> BulkWriter.Factory<T> writing(ParquetForm<T> form) {
    return new ParquetWriterFactory<>(file -> new WriterBuilder<>(form, file).build());
  }

  /** A reader of the rows whose row group has its middle from {@code from} to {@code to}. */
  static <T> ParquetReader<T> read(
      ParquetForm<T> form, Path path, long from, long to, FilterCompat.Filter filter)
      throws IOException {
    return new ReaderBuilder<>(form, input(path))
        .withFileRange(from, to)
        .withFilter(filter)
        .usePageChecksumVerification()
        .build();
  }

  /** Rows of a file by its footer. */
  static long rows(Path path) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    try (ParquetFileReader reader = ParquetFileReader.open(input(path), options)) {
      return reader.getRecordCount();
    }
  }

  private static InputFile input(Path path) throws IOException {
    FileSystem files = path.getFileSystem();
    return new NamedFile(files, path, files.getFileStatus(path).getLen());
  }

  /** A file that Parquet's own errors name by its path. */
  private record NamedFile(FileSystem files, Path path, long bytes) implements InputFile {

    @Override
    public long getLength() {
      return bytes;
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
      return new ParquetInputFile(files.open(path), bytes).newStream();
    }

    @Override
    public String toString() {
      return path.getName();
    }
  }

  private static final class WriterBuilder<T> extends ParquetWriter.Builder<T, WriterBuilder<T>> {

    private final ParquetForm<T> form;

    WriterBuilder(ParquetForm<T> form, OutputFile file) {
      super(file);
      this.form = form;
      withConf(new PlainParquetConfiguration());
      withCompressionCodec(CompressionCodecName.ZSTD);
      withRowGroupSize(ROW_GROUP_BYTES);
    }

    @Override
    protected WriterBuilder<T> self() {
      return this;
    }

    @SuppressWarnings("deprecation") // abstract in Parquet still
    @Override
    protected WriteSupport<T> getWriteSupport(Configuration configuration) {
      return new FormWriteSupport<>(form);
    }

    @Override
    protected WriteSupport<T> getWriteSupport(ParquetConfiguration configuration) {
      return new FormWriteSupport<>(form);
    }
  }

  private static final class ReaderBuilder<T> extends ParquetReader.Builder<T> {

    private final ParquetForm<T> form;

    ReaderBuilder(ParquetForm<T> form, InputFile file) {
      super(file, new PlainParquetConfiguration());
      this.form = form;
    }

    @Override
    protected ReadSupport<T> getReadSupport() {
      return new FormReadSupport<>(form);
    }
  }
}
