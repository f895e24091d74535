package io.warecast.pipeline.connector.lake;

import io.warecast.domain.ActionableException;
import io.warecast.domain.forecast.Forecast;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;

/**
 * The forecasts of one run as Parquet and CSV, in {@code forecasts/origin=DAY/run=ID/} of the lake.
 *
 * <p>The sinks stage; {@link #publish} makes the files count by writing {@code manifest.json} last.
 * Every method throws {@link ActionableException} when the folder cannot be read or written.
 */
public final class ForecastFiles {

  private static final String PARQUET = "parquet";
  private static final String CSV = "csv";

  private final LakeFolder folder;
  private final String runId;
  private final LocalDate origin;

  private ForecastFiles(LakeFolder folder, String runId, LocalDate origin) {
    this.folder = folder;
    this.runId = runId;
    this.origin = origin;
  }

  /**
   * The files of a run, which need not exist yet.
   *
   * @param originDay epoch day
   */
  public static ForecastFiles of(String lakeUri, int originDay, String runId) {
    LocalDate origin = LocalDate.ofEpochDay(originDay);
    String run = "%s/forecasts/origin=%s/run=%s".formatted(lakeUri, origin, runId);
    return new ForecastFiles(LakeFolder.at(run), runId, origin);
  }

  /** Empties the run's folder and makes sure that it can be written, before a job is started. */
  public void prepare() {
    discard();
    String probe = ".probe";
    try {
      folder.create(probe).close();
      folder.delete(probe);
    } catch (IOException e) {
      throw LakeFolder.cannotWrite(folder.root(), e);
    }
  }

  /** Stages Parquet files: complete when the job has finished. */
  public Sink<Forecast> parquet() {
    return sink(PARQUET, ParquetFiles.writing(new ForecastForm()));
  }

  /**
   * Stages CSV files with the columns {@code
   * warehouse_id,item_id,target_date,mean,lower,upper,method}: complete when the job has finished.
   */
  public Sink<Forecast> csv() {
    return sink(CSV, ForecastCsv::new);
  }

  /**
   * Counts and hashes what was staged: reads it all, so call it once.
   *
   * @throws ActionableException when Parquet and CSV differ in their rows
   */
  public ForecastManifest staged() {
    List<LakeFile> parquet = files(PARQUET);
    List<LakeFile> csv = files(CSV);
    long rows = rows(parquet);
    if (rows != rows(csv)) {
      throw new ActionableException(
          "run %s staged %,d rows of Parquet but %,d of CSV in %s: run it again"
              .formatted(runId, rows, rows(csv), folder));
    }
    return new ForecastManifest(
        ForecastManifest.FORMAT,
        runId,
        origin.toString(),
        Instant.now().toString(),
        rows,
        parquet,
        csv);
  }

  /** Makes the staged files count: one small file is written, what they hold is not read again. */
  public void publish(ForecastManifest staged) {
    folder.replaceManifest(staged);
  }

  public boolean isPublished() {
    return folder.manifest().isPresent();
  }

  /** Removes the run's folder, staged or published; nothing happens when there is none. */
  public void discard() {
    try {
      folder.delete(LakeFolder.MANIFEST);
      folder.deleteAll();
    } catch (IOException e) {
      throw LakeFolder.cannotWrite(folder.root(), e);
    }
  }

  /** Removes the folders of other runs of this origin whose id is among the replaced. */
  public void discardOthers(Predicate<String> replaced) {
    try {
      for (FileStatus sibling : LakeFolder.at(folder.root().getParent().toString()).entries()) {
        String other = sibling.getPath().getName().replaceFirst("^run=", "");
        if (!other.equals(runId) && replaced.test(other)) {
          new ForecastFiles(LakeFolder.at(sibling.getPath().toString()), other, origin).discard();
        }
      }
    } catch (IOException e) {
      throw LakeFolder.cannotWrite(folder.root().getParent(), e);
    }
  }

  /** Removes a run's folder under whichever origin it lies; nothing happens when there is none. */
  public static void discardRun(String lakeUri, String runId) {
    LakeFolder forecasts = LakeFolder.at(lakeUri + "/forecasts");
    try {
      for (FileStatus origin : forecasts.entries()) {
        LakeFolder run = LakeFolder.at(origin.getPath() + "/run=" + runId);
        run.delete(LakeFolder.MANIFEST);
        run.deleteAll();
      }
    } catch (IOException e) {
      throw LakeFolder.cannotWrite(forecasts.root(), e);
    }
  }

  /** Hands over every row of a published run, in no order. */
  public void read(Consumer<ForecastRow> consumer) {
    for (LakeFile file : published().parquet()) {
      try (LakeReader<ForecastRow> reader =
          LakeReader.open(new ForecastForm(), folder.path(file.path()), 0, Long.MAX_VALUE, null)) {
        for (ForecastRow next = reader.next(); next != null; next = reader.next()) {
          consumer.accept(next);
        }
      } catch (IOException e) {
        throw LakeReader.unreadable(folder.path(file.path()), e);
      }
    }
  }

  /**
   * Writes a published run's CSV files as one, with one header.
   *
   * @throws IOException when {@code out} cannot be written
   */
  public void copyCsv(OutputStream out) throws IOException {
    out.write(ForecastCsv.HEADER.getBytes(StandardCharsets.UTF_8));
    for (LakeFile file : published().csv()) {
      try (InputStream in = folder.open(file.path())) {
        in.skipNBytes(ForecastCsv.HEADER.length());
        in.transferTo(out);
      }
    }
  }

  private ForecastManifest published() {
    byte[] json =
        folder
            .manifest()
            .orElseThrow(
                () ->
                    new ActionableException(
                        "run %s is not published: there is no %s in %s"
                            .formatted(runId, LakeFolder.MANIFEST, folder)));
    return folder.parse(json, ForecastManifest.class);
  }

  private Sink<Forecast> sink(String form, BulkWriter.Factory<ForecastRow> rows) {
    Path path = folder.path(form);
    return FileSink.forBulkFormat(path, new ForecastRows.Writing(path, rows))
        .withBucketAssigner(new BasePathBucketAssigner<>())
        .withOutputFileConfig(new OutputFileConfig("part", "." + form))
        .build();
  }

  private List<LakeFile> files(String form) {
    try {
      List<LakeFile> files = new ArrayList<>();
      for (FileStatus file : folder.list(form)) {
        // A name with a dot in front is a file that its writer never finished.
        if (!file.getPath().getName().startsWith(".")) {
          files.add(file(form, file));
        }
      }
      return files;
    } catch (IOException e) {
      throw unreadable(folder.path(form), e);
    }
  }

  private LakeFile file(String form, FileStatus file) {
    String path = form + "/" + file.getPath().getName();
    try {
      LakeFolder.Scan scan = folder.scan(path);
      long rows = form.equals(CSV) ? scan.lines() - 1 : ParquetFiles.rows(folder.path(path));
      return new LakeFile(path, rows, scan.bytes(), scan.sha256());
    } catch (IOException | RuntimeException e) {
      throw unreadable(folder.path(path), e);
    }
  }

  private ActionableException unreadable(Path path, Exception cause) {
    return new ActionableException(
        "cannot read %s, which run %s staged (%s): run it again"
            .formatted(path, runId, cause.getMessage()),
        cause);
  }

  private static long rows(List<LakeFile> files) {
    return files.stream().mapToLong(LakeFile::rows).sum();
  }
}
