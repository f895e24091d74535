package io.warecast.pipeline.connector.postgres;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.run.ForecastRun;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;

/** The sink that writes a run's forecasts to the table {@code forecast}, one row a series. */
public final class PostgresForecasts {

  /** Written twice after a failover, a row is the same row. */
  private static final String INSERT =
      """
      INSERT INTO forecast (run_id, sequence, origin, warehouse_id, item_id, as_of, watermark,
        generated_at, tier, model_version, first_date, mean, levels, quantiles)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING""";

  private static final int ROWS_PER_BATCH = 512;

  private PostgresForecasts() {}

  /** A sink for the forecasts of a run that has begun; nobody sees them until it is published. */
  public static Sink<Forecast> staging(PostgresConfig config, ForecastRun run) {
    String runId = run.runId();
    return JdbcSink.<Forecast>builder()
        .withQueryStatement(INSERT, (statement, forecast) -> bind(statement, runId, forecast))
        .withExecutionOptions(
            JdbcExecutionOptions.builder()
                .withBatchSize(ROWS_PER_BATCH)
                // Flushed by size and at end of input; a timer would only make smaller batches.
                .withBatchIntervalMs(0)
                .build())
        .buildAtLeastOnce(
            new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
                .withUrl(config.url())
                .withUsername(config.user())
                .withPassword(config.password())
                .withDriverName("org.postgresql.Driver")
                .withProperty("reWriteBatchedInserts", "true")
                .withProperty("ApplicationName", "warecast " + runId)
                .build());
  }

  private static void bind(PreparedStatement row, String runId, Forecast forecast)
      throws SQLException {
    row.setString(1, runId);
    row.setLong(2, forecast.sequence());
    row.setObject(3, LocalDate.ofEpochDay(forecast.originDay()));
    row.setString(4, forecast.key().warehouseId());
    row.setString(5, forecast.key().itemId());
    row.setObject(6, instant(forecast.asOf()));
    row.setObject(7, instant(forecast.watermark()));
    row.setObject(8, instant(forecast.generatedAt()));
    row.setString(9, forecast.tier().wireName());
    row.setString(10, forecast.modelVersion());
    row.setObject(11, LocalDate.ofEpochDay(forecast.firstDay()));
    row.setObject(12, forecast.mean());
    row.setObject(13, forecast.levels());
    row.setObject(14, forecast.quantiles());
  }

  private static OffsetDateTime instant(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC);
  }
}
