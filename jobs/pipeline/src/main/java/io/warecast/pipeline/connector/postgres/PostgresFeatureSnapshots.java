package io.warecast.pipeline.connector.postgres;

import io.warecast.domain.feature.FeatureVector;
import io.warecast.pipeline.connector.delivery.DeliverySettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import org.apache.flink.api.connector.sink2.Sink;
import org.jspecify.annotations.Nullable;

/** The sink that writes the feature vectors of closed days to {@code feature_snapshot}. */
public final class PostgresFeatureSnapshots {

  private PostgresFeatureSnapshots() {}

  /** As {@link #sink(PostgresConfig, Duration)}, with a minute of patience. */
  public static Sink<FeatureVector> sink(PostgresConfig config) {
    return sink(config, DeliverySettings.DEFAULT_PATIENCE);
  }

  /**
   * A sink that keeps one vector a series and origin; an older generation {@code (as_of, sequence)}
   * never replaces a newer one.
   *
   * @param patience while PostgreSQL is away, after which it fails
   */
  public static Sink<FeatureVector> sink(PostgresConfig config, Duration patience) {
    return RowSink.continuous(config, new Form(), patience);
  }

  private record Form() implements RowForm<FeatureVector> {

    @Override
    public String doing() {
      return "writing feature snapshots";
    }

    @Override
    public String insert() {
      return """
      INSERT INTO feature_snapshot
        (warehouse_id, item_id, origin, as_of, sequence, schema_hash, features)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (warehouse_id, item_id, origin) DO UPDATE
         SET as_of = EXCLUDED.as_of, sequence = EXCLUDED.sequence,
             schema_hash = EXCLUDED.schema_hash, features = EXCLUDED.features
       WHERE (EXCLUDED.as_of, EXCLUDED.sequence)
          >= (feature_snapshot.as_of, feature_snapshot.sequence)""";
    }

    @Override
    public Object key(FeatureVector vector) {
      return new RowKey(vector.key(), vector.originDay());
    }

    @Override
    public boolean replaces(FeatureVector vector, FeatureVector earlier) {
      return vector.asOf() > earlier.asOf()
          || (vector.asOf() == earlier.asOf() && vector.sequence() >= earlier.sequence());
    }

    @Override
    public void bind(FeatureVector vector, PreparedStatement insert) throws SQLException {
      insert.setString(1, vector.key().warehouseId());
      insert.setString(2, vector.key().itemId());
      insert.setObject(3, LocalDate.ofEpochDay(vector.originDay()));
      insert.setObject(4, RowForm.instant(vector.asOf()));
      insert.setLong(5, vector.sequence());
      insert.setString(6, vector.schemaHash());
      insert.setObject(7, vector.values());
    }

    @Override
    public @Nullable Object needs(FeatureVector vector) {
      return vector.originDay();
    }

    @Override
    public void prepare(FeatureVector vector, Connection connection) throws SQLException {
      MonthPartitions.prepare(
          connection, "feature_snapshot", LocalDate.ofEpochDay(vector.originDay()));
    }
  }
}
