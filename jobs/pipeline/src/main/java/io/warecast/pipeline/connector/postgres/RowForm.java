package io.warecast.pipeline.connector.postgres;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** How one kind of record stands in a table. */
interface RowForm<T> extends Serializable {

  /** What is being done, for error messages: {@code writing demand days}. */
  String doing();

  /** An insert that changes nothing when the row is there, or a newer one. */
  String insert();

  /** The row's identity in the table. */
  Object key(T row);

  /** Whether a row is at least as new as an earlier one of the same key. */
  boolean replaces(T row, T earlier);

  void bind(T row, PreparedStatement insert) throws SQLException;

  /** What must be prepared before the row can be written; null for nothing. */
  default @Nullable Object needs(T row) {
    return null;
  }

  /** Prepares what a row {@link #needs}, once for each need. */
  default void prepare(T row, Connection connection) throws SQLException {}

  static OffsetDateTime instant(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC);
  }
}
