package io.warecast.pipeline.connector.postgres;

import io.warecast.pipeline.connector.delivery.Delivery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Inserts of rows in batches, each committed by itself. */
final class RowDelivery<T> implements Delivery<T> {

  private static final Logger LOG = LoggerFactory.getLogger(RowDelivery.class);

  private final PostgresConfig config;
  private final String applicationName;
  private final RowForm<T> form;
  private final Set<Object> prepared = new HashSet<>();
  private @Nullable Connection connection;

  RowDelivery(PostgresConfig config, String applicationName, RowForm<T> form) {
    this.config = config;
    this.applicationName = applicationName;
    this.form = form;
  }

  @Override
  public Object key(T row) {
    return form.key(row);
  }

  @Override
  public boolean replaces(T row, T earlier) {
    return form.replaces(row, earlier);
  }

  @Override
  public void send(List<T> rows) {
    try {
      Connection connected = connected();
      for (T row : rows) {
        prepare(row, connected);
      }
      // The driver keeps what the server has prepared for the same text.
      try (PreparedStatement insert = connected.prepareStatement(form.insert())) {
        for (T row : rows) {
          form.bind(row, insert);
          insert.addBatch();
        }
        insert.executeBatch();
      }
    } catch (SQLException e) {
      SQLException cause = e.getNextException() == null ? e : e.getNextException();
      throw config.failure(form.doing(), cause);
    }
  }

  private void prepare(T row, Connection connected) throws SQLException {
    Object need = form.needs(row);
    if (need != null && !prepared.contains(need)) {
      form.prepare(row, connected);
      prepared.add(need);
    }
  }

  private Connection connected() {
    Connection connected = connection;
    if (connected == null) {
      connected = config.connect(applicationName);
      connection = connected;
    }
    return connected;
  }

  @Override
  public void disconnect() {
    Connection connected = connection;
    connection = null;
    // A partition may have been dropped: another connection looks again.
    prepared.clear();
    if (connected != null) {
      try {
        connected.close();
      } catch (SQLException e) {
        LOG.debug("closing a connection that is gone", e);
      }
    }
  }
}
