package io.warecast.pipeline.connector.lake;

import io.warecast.domain.accuracy.AccuracyFigure;
import io.warecast.domain.accuracy.SeriesResiduals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;

/**
 * What a backtest leaves in the lake, in {@code backtests/ID/}: figures and residuals as Parquet,
 * and the report. Every method throws {@link io.warecast.domain.ActionableException} when the
 * folder cannot be read or written.
 */
public final class BacktestFiles {

  private static final String FIGURES = "figures";
  private static final String RESIDUALS = "residuals";

  private final LakeFolder folder;

  private BacktestFiles(LakeFolder folder) {
    this.folder = folder;
  }

  /** The files of a backtest, which need not exist yet. */
  public static BacktestFiles of(String lakeUri, String id) {
    return new BacktestFiles(LakeFolder.at("%s/backtests/%s".formatted(lakeUri, id)));
  }

  /** Where the files lie, for people. */
  public String location() {
    return folder.toString();
  }

  /** Empties the folder and makes sure that it can be written, before a job is started. */
  public void prepare() {
    try {
      folder.deleteAll();
      folder.create(".probe").close();
      folder.delete(".probe");
    } catch (IOException e) {
      throw LakeFolder.cannotWrite(folder.root(), e);
    }
  }

  /** Complete when the job has finished. */
  public Sink<AccuracyFigure> figures() {
    return sink(FIGURES, new FigureForm());
  }

  /** Complete when the job has finished. */
  public Sink<SeriesResiduals> residuals() {
    return sink(RESIDUALS, new ResidualForm());
  }

  /** The figures of a finished job. */
  public List<AccuracyFigure> readFigures() {
    List<AccuracyFigure> figures = new ArrayList<>();
    read(FIGURES, new FigureForm(), figures::add);
    return figures;
  }

  /** Hands over the residuals of a finished job one after the other, in no order. */
  public void readResiduals(Consumer<SeriesResiduals> consumer) {
    read(RESIDUALS, new ResidualForm(), consumer);
  }

  /** Writes a file of the report. */
  public void write(String name, String text) {
    try (FSDataOutputStream out = folder.create(name)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw LakeFolder.cannotWrite(folder.path(name), e);
    }
  }

  private <T> Sink<T> sink(String name, ParquetForm<T> form) {
    return FileSink.forBulkFormat(folder.path(name), ParquetFiles.writing(form))
        .withBucketAssigner(new BasePathBucketAssigner<>())
        .withOutputFileConfig(new OutputFileConfig("part", ".parquet"))
        .build();
  }

  private <T> void read(String name, ParquetForm<T> form, Consumer<T> consumer) {
    try {
      for (FileStatus file : folder.list(name)) {
        // A name with a dot in front is a file that its writer never finished.
        if (file.getPath().getName().startsWith(".")) {
          continue;
        }
        try (LakeReader<T> reader =
            LakeReader.open(form, file.getPath(), 0, Long.MAX_VALUE, null)) {
          for (T next = reader.next(); next != null; next = reader.next()) {
            consumer.accept(next);
          }
        }
      }
    } catch (IOException e) {
      throw LakeReader.unreadable(folder.path(name), e);
    }
  }
}
