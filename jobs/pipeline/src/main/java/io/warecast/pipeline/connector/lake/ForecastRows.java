package io.warecast.pipeline.connector.lake;

import io.warecast.domain.forecast.Forecast;
import java.io.IOException;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.Path;

/** Writes a forecast as one row a day; an error names the folder and what to do. */
final class ForecastRows implements BulkWriter<Forecast> {

  private final Path folder;
  private final BulkWriter<ForecastRow> rows;

  private ForecastRows(Path folder, BulkWriter<ForecastRow> rows) {
    this.folder = folder;
    this.rows = rows;
  }

  @Override
  public void addElement(Forecast forecast) {
    try {
      for (int step = 0; step < forecast.horizon(); step++) {
        rows.addElement(ForecastRow.of(forecast, step));
      }
    } catch (IOException e) {
      throw LakeFolder.cannotWrite(folder, e);
    }
  }

  @Override
  public void flush() {
    try {
      rows.flush();
    } catch (IOException e) {
      throw LakeFolder.cannotWrite(folder, e);
    }
  }

  @Override
  public void finish() {
    try {
      rows.finish();
    } catch (IOException e) {
      throw LakeFolder.cannotWrite(folder, e);
    }
  }

  /** Makes writers into the files of a folder, in the form that {@code rows} writes. */
  record Writing(Path folder, BulkWriter.Factory<ForecastRow> rows)
      implements BulkWriter.Factory<Forecast> {

    @Override
    public BulkWriter<Forecast> create(FSDataOutputStream out) throws IOException {
      return new ForecastRows(folder, rows.create(out));
    }
  }
}
