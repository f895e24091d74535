package io.warecast.pipeline.connector.postgres;

import io.warecast.domain.ActionableException;
import io.warecast.domain.forecast.Forecast;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes staged forecasts in batches, each committed by itself.
 *
 * <p>In place of Flink's JDBC sink, which writes once more while it is closed: without a connection
 * it then throws out of the clean-up of a task, and that ends the whole TaskManager.
 */
final class StagingWriter implements SinkWriter<Forecast> {

  private static final Logger LOG = LoggerFactory.getLogger(StagingWriter.class);

  /** Written twice after a failover, a row is the same row. */
  private static final String INSERT =
      """
      INSERT INTO forecast (run_id, sequence, origin, warehouse_id, item_id, as_of, watermark,
        generated_at, tier, model_version, first_date, mean, levels, quantiles)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING""";

  private static final int BATCH = 512;

  private final PostgresConfig config;
  private final String runId;
  private final Connection connection;
  private final PreparedStatement insert;
  private int rows;

  StagingWriter(PostgresConfig config, String runId) {
    this.config = config;
    this.runId = runId;
    this.connection = config.connect("warecast " + runId);
    try {
      this.insert = connection.prepareStatement(INSERT);
    } catch (SQLException e) {
      close();
      throw failure(e);
    }
  }

  @Override
  public void write(Forecast forecast, Context context) {
    try {
      bind(forecast);
      insert.addBatch();
      rows++;
      if (rows == BATCH) {
        send();
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  @Override
  public void flush(boolean endOfInput) {
    try {
      if (rows > 0) {
        send();
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private void send() throws SQLException {
    insert.executeBatch();
    rows = 0;
  }

  private void bind(Forecast forecast) throws SQLException {
    insert.setString(1, runId);
    insert.setLong(2, forecast.sequence());
    insert.setObject(3, LocalDate.ofEpochDay(forecast.originDay()));
    insert.setString(4, forecast.key().warehouseId());
    insert.setString(5, forecast.key().itemId());
    insert.setObject(6, instant(forecast.asOf()));
    insert.setObject(7, instant(forecast.watermark()));
    insert.setObject(8, instant(forecast.generatedAt()));
    insert.setString(9, forecast.tier().wireName());
    insert.setString(10, forecast.modelVersion());
    insert.setObject(11, LocalDate.ofEpochDay(forecast.firstDay()));
    insert.setObject(12, forecast.mean());
    insert.setObject(13, forecast.levels());
    insert.setObject(14, forecast.quantiles());
  }

  private static OffsetDateTime instant(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC);
  }

  private ActionableException failure(SQLException e) {
    SQLException cause = e.getNextException() == null ? e : e.getNextException();
    return config.failure("staging forecasts of run " + runId, cause);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("closing a connection that is gone", e);
    }
  }
}
