package io.warecast.pipeline.connector.postgres;

import io.warecast.domain.forecast.Forecast;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A row of {@code forecast}. */
final class ForecastForm {

  private static final String INSERT =
      """
      INSERT INTO forecast (run_id, sequence, origin, warehouse_id, item_id, as_of, watermark,
        generated_at, tier, model_version, first_date, mean, levels, quantiles, method)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private ForecastForm() {}

  private static void bind(Forecast forecast, String runId, PreparedStatement insert)
      throws SQLException {
    insert.setString(1, runId);
    insert.setLong(2, forecast.sequence());
    insert.setObject(3, LocalDate.ofEpochDay(forecast.originDay()));
    insert.setString(4, forecast.key().warehouseId());
    insert.setString(5, forecast.key().itemId());
    insert.setObject(6, RowForm.instant(forecast.asOf()));
    insert.setObject(7, RowForm.instant(forecast.watermark()));
    insert.setObject(8, RowForm.instant(forecast.generatedAt()));
    insert.setString(9, forecast.tier().wireName());
    insert.setString(10, forecast.modelVersion());
    insert.setObject(11, LocalDate.ofEpochDay(forecast.firstDay()));
    insert.setObject(12, forecast.mean());
    insert.setObject(13, forecast.levels());
    insert.setObject(14, forecast.quantiles());
    insert.setString(15, forecast.method().wireName());
  }

  /** Of a batch run: written twice after a failover, a row is the same row. */
  record Staged(String runId) implements RowForm<Forecast> {

    @Override
    public String doing() {
      return "staging forecasts of run " + runId;
    }

    @Override
    public String insert() {
      return INSERT + "ON CONFLICT DO NOTHING";
    }

    @Override
    public Object key(Forecast forecast) {
      return forecast.key();
    }

    @Override
    public boolean replaces(Forecast forecast, Forecast earlier) {
      return false;
    }

    @Override
    public void bind(Forecast forecast, PreparedStatement insert) throws SQLException {
      ForecastForm.bind(forecast, runId, insert);
    }
  }

  /**
   * Of the continuous job, whose origins are runs that fill up.
   *
   * @param lakeSnapshot what the job started from
   */
  record Continuous(String lakeSnapshot) implements RowForm<Forecast> {

    private static final String UPDATE =
        """
        ON CONFLICT (run_id, warehouse_id, item_id, origin) DO UPDATE
           SET sequence = EXCLUDED.sequence, as_of = EXCLUDED.as_of,
               watermark = EXCLUDED.watermark, generated_at = EXCLUDED.generated_at,
               tier = EXCLUDED.tier, model_version = EXCLUDED.model_version,
               first_date = EXCLUDED.first_date, mean = EXCLUDED.mean,
               levels = EXCLUDED.levels, quantiles = EXCLUDED.quantiles,
               method = EXCLUDED.method
         WHERE (EXCLUDED.as_of, EXCLUDED.sequence) >= (forecast.as_of, forecast.sequence)""";

    private static final String RUN =
        """
        INSERT INTO forecast_run
          (run_id, kind, origin, horizon, status, model_version, lake_snapshot, published_at)
        SELECT ?, 'continuous', ?, ?, 'published', ?, ?, clock_timestamp()
         WHERE NOT EXISTS (SELECT FROM forecast_run WHERE run_id = ?)
        ON CONFLICT DO NOTHING""";

    @Override
    public String doing() {
      return "writing forecasts of the continuous job";
    }

    @Override
    public String insert() {
      return INSERT + UPDATE;
    }

    @Override
    public Object key(Forecast forecast) {
      return new RowKey(forecast.key(), forecast.originDay());
    }

    @Override
    public boolean replaces(Forecast forecast, Forecast earlier) {
      return forecast.asOf() > earlier.asOf()
          || (forecast.asOf() == earlier.asOf() && forecast.sequence() >= earlier.sequence());
    }

    @Override
    public void bind(Forecast forecast, PreparedStatement insert) throws SQLException {
      ForecastForm.bind(forecast, runId(forecast), insert);
    }

    @Override
    public @Nullable Object needs(Forecast forecast) {
      return forecast.originDay();
    }

    @Override
    public void prepare(Forecast forecast, Connection connection) throws SQLException {
      LocalDate origin = LocalDate.ofEpochDay(forecast.originDay());
      MonthPartitions.prepare(connection, "forecast", origin);
      try (PreparedStatement run = connection.prepareStatement(RUN)) {
        run.setString(1, runId(forecast));
        run.setObject(2, origin);
        run.setInt(3, forecast.horizon());
        run.setString(4, forecast.modelVersion());
        run.setString(5, lakeSnapshot);
        run.setString(6, runId(forecast));
        run.executeUpdate();
      }
    }

    private static String runId(Forecast forecast) {
      return "continuous-" + LocalDate.ofEpochDay(forecast.originDay());
    }
  }
}
