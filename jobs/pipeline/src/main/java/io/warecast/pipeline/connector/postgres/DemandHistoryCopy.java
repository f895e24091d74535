package io.warecast.pipeline.connector.postgres;

import io.warecast.domain.demand.DemandStretch;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * Fills {@code demand_history} by COPY in PostgreSQL's binary form: no text to make of millions of
 * numbers, and none to read.
 *
 * @see <a href="https://www.postgresql.org/docs/17/sql-copy.html">COPY, binary format</a>
 */
final class DemandHistoryCopy {

  private static final String COPY =
      "COPY demand_history (warehouse_id, item_id, first_day, units, lake_snapshot) FROM STDIN (FORMAT binary)";

  private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', -1, '\r', '\n', 0};
  private static final int COLUMNS = 5;
  private static final int FLOAT4 = 700;
  private static final long EPOCH = LocalDate.of(2000, 1, 1).toEpochDay();
  private static final int BUFFER = 1 << 16;

  private final DataOutputStream out;
  private final byte[] snapshot;
  private final int firstDay;

  private DemandHistoryCopy(DataOutputStream out, String snapshot, int firstDay) {
    this.out = out;
    this.snapshot = snapshot.getBytes(StandardCharsets.UTF_8);
    this.firstDay = firstDay;
  }

  /**
   * Writes the days from {@code firstDay} (epoch day) on of all series that have any.
   *
   * @param snapshot of the lake that they come from
   */
  static void write(Connection connection, String snapshot, int firstDay, LakeMirror.Demand demand)
      throws SQLException {
    try (PGCopyOutputStream copy =
            new PGCopyOutputStream(connection.unwrap(PGConnection.class), COPY);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(copy, BUFFER))) {
      DemandHistoryCopy history = new DemandHistoryCopy(out, snapshot, firstDay);
      out.write(SIGNATURE);
      out.writeInt(0); // no flags
      out.writeInt(0); // no extension
      demand.forEach(history::row);
      out.writeShort(-1);
    } catch (UncheckedIOException | IOException e) {
      throw failure(e);
    }
  }

  /** The driver's stream wraps what the server says. */
  private static SQLException failure(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException server) {
        return server;
      }
    }
    return new SQLException("COPY was cut off", "08006", e);
  }

  private void row(DemandStretch stretch) {
    int skipped = Math.max(0, firstDay - stretch.firstDay());
    if (skipped >= stretch.units().length) {
      return;
    }
    try {
      out.writeShort(COLUMNS);
      text(stretch.key().warehouseId().getBytes(StandardCharsets.UTF_8));
      text(stretch.key().itemId().getBytes(StandardCharsets.UTF_8));
      out.writeInt(Integer.BYTES);
      out.writeInt((int) (stretch.firstDay() + skipped - EPOCH));
      array(stretch.units(), skipped);
      text(snapshot);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void text(byte[] utf8) throws IOException {
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private void array(float[] units, int from) throws IOException {
    int length = units.length - from;
    out.writeInt(5 * Integer.BYTES + length * (Integer.BYTES + Float.BYTES));
    out.writeInt(1); // dimensions
    out.writeInt(0); // no NULL
    out.writeInt(FLOAT4);
    out.writeInt(length);
    out.writeInt(1); // first index
    for (int i = from; i < units.length; i++) {
      out.writeInt(Float.BYTES);
      out.writeFloat(units[i]);
    }
  }
}
