package io.warecast.pipeline.run;

import io.warecast.domain.ActionableException;
import io.warecast.domain.run.ForecastRun;
import io.warecast.pipeline.connector.postgres.PostgresConfig;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import org.postgresql.PGConnection;

/**
 * A run's forecasts as a CSV file, one line for each series and day: {@code
 * warehouse_id,item_id,target_date,mean,lower,upper}. Written beside its place and moved there when
 * the run is published.
 */
public final class ForecastCsv implements PublishStep {

  private final Path out;
  private final Path staged;
  private final Path kept;
  private boolean inPlace;

  private ForecastCsv(Path out, String runId) {
    this.out = out.toAbsolutePath();
    this.staged = this.out.resolveSibling("." + out.getFileName() + "." + runId + ".staged");
    this.kept = this.out.resolveSibling("." + out.getFileName() + "." + runId + ".replaced");
  }

  /**
   * Checks that a file can be written there; for before the run.
   *
   * @throws ActionableException when the folder is missing, cannot be written to or is full
   */
  public static void check(Path out) {
    if (Files.isDirectory(out)) {
      throw new ActionableException(
          "%s, where the CSV belongs, is a folder. Name a file in it".formatted(out));
    }
    ForecastCsv probe = new ForecastCsv(out, "probe-" + ProcessHandle.current().pid());
    try {
      Files.write(probe.staged, new byte[4096]);
    } catch (IOException e) {
      throw probe.failure(e);
    }
    probe.undo();
  }

  /**
   * Writes what a run has staged into a temporary file beside {@code out}.
   *
   * @throws ActionableException when the folder is missing, cannot be written to or is full
   */
  public static ForecastCsv write(PostgresConfig postgres, ForecastRun run, Path out) {
    ForecastCsv csv = new ForecastCsv(out, run.runId());
    try {
      csv.copy(postgres, run);
      return csv;
    } catch (IOException e) {
      csv.undo();
      throw csv.failure(e);
    } catch (SQLException e) {
      csv.undo();
      // The driver wraps what the file system said while it was copying.
      throw e.getCause() instanceof IOException full
          ? csv.failure(full)
          : postgres.failure("writing " + out, e);
    }
  }

  @Override
  public String name() {
    return "the CSV file " + out;
  }

  @Override
  public void publish() {
    try {
      if (Files.exists(out)) {
        Files.copy(out, kept, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.move(staged, out, StandardCopyOption.ATOMIC_MOVE);
      inPlace = true;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void undo() {
    try {
      Files.deleteIfExists(staged);
      if (inPlace && Files.exists(kept)) {
        Files.move(kept, out, StandardCopyOption.ATOMIC_MOVE);
      } else if (inPlace) {
        Files.deleteIfExists(out);
      }
      Files.deleteIfExists(kept);
      inPlace = false;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void finish() throws IOException {
    Files.deleteIfExists(kept);
  }

  private void copy(PostgresConfig postgres, ForecastRun run) throws SQLException, IOException {
    try (Connection connection = postgres.connect();
        OutputStream file = new BufferedOutputStream(Files.newOutputStream(staged), 1 << 16)) {
      // COPY takes no parameters; a run id holds nothing that SQL would read.
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut(
              """
              COPY (SELECT warehouse_id, item_id, target_date, mean, lower, upper
                      FROM forecast_daily WHERE run_id = '%s' AND origin = '%s'
                     ORDER BY warehouse_id, item_id, target_date)
              TO STDOUT (FORMAT csv, HEADER)"""
                  .formatted(run.runId(), LocalDate.ofEpochDay(run.originDay())),
              file);
    }
  }

  private ActionableException failure(IOException e) {
    String what =
        e instanceof NoSuchFileException
            ? "the folder does not exist. Create it, or name another"
            : e instanceof AccessDeniedException
                ? "the folder cannot be written to. Change its permissions, or name another"
                : e.getMessage() + ". Make room in the folder, or name another";
    return new ActionableException("the CSV file %s cannot be written: %s".formatted(out, what), e);
  }
}
