package io.warecast.pipeline.connector.feature;

import io.warecast.domain.feature.FeatureVector;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.connector.postgres.PostgresConfig;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The vectors at the closes of days, in PostgreSQL. */
final class FeatureSnapshots {

  private static final Logger LOG = LoggerFactory.getLogger(FeatureSnapshots.class);

  private static final String NEWEST =
      """
      SELECT origin, as_of, sequence, schema_hash, features FROM feature_snapshot
       WHERE warehouse_id = ? AND item_id = ? %s
       ORDER BY origin DESC LIMIT 1""";

  /** No time zone is 2 days off UTC: partitions far after the time need not be looked at. */
  private static final String UP_TO = "AND as_of <= ? AND origin <= ?";

  private final PostgresConfig config;
  private @Nullable Connection connection;

  FeatureSnapshots(PostgresConfig config) {
    this.config = config;
  }

  Optional<FeatureVector> newest(SeriesKey key) {
    return read(key, null);
  }

  Optional<FeatureVector> at(SeriesKey key, Instant instant) {
    return read(key, instant);
  }

  private Optional<FeatureVector> read(SeriesKey key, @Nullable Instant until) {
    String sql = NEWEST.formatted(until == null ? "" : UP_TO);
    try (PreparedStatement query = connected().prepareStatement(sql)) {
      query.setString(1, key.warehouseId());
      query.setString(2, key.itemId());
      if (until != null) {
        OffsetDateTime utc = until.atOffset(ZoneOffset.UTC);
        query.setObject(3, utc);
        query.setObject(4, utc.toLocalDate().plusDays(2));
      }
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(vector(key, row)) : Optional.empty();
      }
    } catch (SQLException e) {
      close();
      throw config.failure("reading the features of " + key, e);
    }
  }

  private static FeatureVector vector(SeriesKey key, ResultSet row) throws SQLException {
    return new FeatureVector(
        key,
        Math.toIntExact(row.getObject(1, LocalDate.class).toEpochDay()),
        row.getObject(2, OffsetDateTime.class).toInstant().toEpochMilli(),
        row.getLong(3),
        row.getString(4),
        floats(row.getArray(5)));
  }

  private static float[] floats(Array array) throws SQLException {
    Float[] boxed = (Float[]) array.getArray();
    float[] values = new float[boxed.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = boxed[i];
    }
    return values;
  }

  private Connection connected() {
    Connection connected = connection;
    if (connected == null) {
      connected = config.connect();
      connection = connected;
    }
    return connected;
  }

  void close() {
    Connection connected = connection;
    connection = null;
    if (connected != null) {
      try {
        connected.close();
      } catch (SQLException e) {
        LOG.debug("closing a connection that is gone", e);
      }
    }
  }
}
