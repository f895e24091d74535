package io.warecast.pipeline.connector.postgres;

import io.warecast.domain.demand.DemandDay;
import io.warecast.pipeline.connector.delivery.DeliverySettings;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import org.apache.flink.api.connector.sink2.Sink;

/** The sink that writes closed demand days to the table {@code daily_demand}. */
public final class PostgresDemandDays {

  private PostgresDemandDays() {}

  /** As {@link #sink(PostgresConfig, Duration)}, with a minute of patience. */
  public static Sink<DemandDay> sink(PostgresConfig config) {
    return sink(config, DeliverySettings.DEFAULT_PATIENCE);
  }

  /**
   * A sink in which a lower revision never replaces a higher one.
   *
   * @param patience while PostgreSQL is away, after which it fails
   */
  public static Sink<DemandDay> sink(PostgresConfig config, Duration patience) {
    return RowSink.continuous(config, new Form(), patience);
  }

  private record Form() implements RowForm<DemandDay> {

    @Override
    public String doing() {
      return "writing demand days";
    }

    @Override
    public String insert() {
      return """
      INSERT INTO daily_demand (warehouse_id, item_id, day, units, revision)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (warehouse_id, item_id, day) DO UPDATE
         SET units = EXCLUDED.units, revision = EXCLUDED.revision, updated_at = clock_timestamp()
       WHERE EXCLUDED.revision >= daily_demand.revision""";
    }

    @Override
    public Object key(DemandDay row) {
      return new RowKey(row.key(), row.day());
    }

    @Override
    public boolean replaces(DemandDay row, DemandDay earlier) {
      return row.revision() >= earlier.revision();
    }

    @Override
    public void bind(DemandDay row, PreparedStatement insert) throws SQLException {
      insert.setString(1, row.key().warehouseId());
      insert.setString(2, row.key().itemId());
      insert.setObject(3, LocalDate.ofEpochDay(row.day()));
      insert.setFloat(4, row.units());
      insert.setLong(5, row.revision());
    }
  }
}
