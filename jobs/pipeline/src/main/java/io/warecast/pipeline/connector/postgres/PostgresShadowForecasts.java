package io.warecast.pipeline.connector.postgres;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.connector.delivery.DeliverySettings;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import org.apache.flink.api.connector.sink2.Sink;

/** The sink that writes what a shadow forecast at closes of days to {@code shadow_forecast}. */
public final class PostgresShadowForecasts {

  private PostgresShadowForecasts() {}

  /** As {@link #sink(PostgresConfig, Duration)}, with a minute of patience. */
  public static Sink<Forecast> sink(PostgresConfig config) {
    return sink(config, DeliverySettings.DEFAULT_PATIENCE);
  }

  /**
   * A sink that keeps one forecast a series, origin and version.
   *
   * @param patience while PostgreSQL is away, after which it fails
   */
  public static Sink<Forecast> sink(PostgresConfig config, Duration patience) {
    return RowSink.continuous(config, new Form(), patience);
  }

  private record Key(SeriesKey series, int originDay, String version) {}

  private record Form() implements RowForm<Forecast> {

    @Override
    public String doing() {
      return "writing forecasts of the shadow";
    }

    @Override
    public String insert() {
      return """
      INSERT INTO shadow_forecast (origin, warehouse_id, item_id, model_version, sequence, as_of,
        generated_at, first_date, mean, levels, quantiles)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (origin, warehouse_id, item_id, model_version) DO UPDATE
         SET sequence = EXCLUDED.sequence, as_of = EXCLUDED.as_of,
             generated_at = EXCLUDED.generated_at, first_date = EXCLUDED.first_date,
             mean = EXCLUDED.mean, levels = EXCLUDED.levels, quantiles = EXCLUDED.quantiles
       WHERE EXCLUDED.sequence >= shadow_forecast.sequence""";
    }

    @Override
    public Object key(Forecast row) {
      return new Key(row.key(), row.originDay(), row.modelVersion());
    }

    @Override
    public boolean replaces(Forecast row, Forecast earlier) {
      return row.sequence() >= earlier.sequence();
    }

    @Override
    public void bind(Forecast row, PreparedStatement insert) throws SQLException {
      insert.setObject(1, LocalDate.ofEpochDay(row.originDay()));
      insert.setString(2, row.key().warehouseId());
      insert.setString(3, row.key().itemId());
      insert.setString(4, row.modelVersion());
      insert.setLong(5, row.sequence());
      insert.setObject(6, RowForm.instant(row.asOf()));
      insert.setObject(7, RowForm.instant(row.generatedAt()));
      insert.setObject(8, LocalDate.ofEpochDay(row.firstDay()));
      insert.setObject(9, row.mean());
      insert.setObject(10, row.levels());
      insert.setObject(11, row.quantiles());
    }
  }
}
