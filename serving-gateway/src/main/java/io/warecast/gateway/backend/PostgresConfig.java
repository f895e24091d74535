package io.warecast.gateway.backend;

import io.vertx.pgclient.PgConnectOptions;
import io.warecast.domain.ActionableException;
import java.time.Duration;

/**
 * Where PostgreSQL is and how much may be asked of it at once.
 *
 * @param port 1..65535
 * @param connections most that are open, 1..64
 * @param timeout longest wait for an answer, connecting included; 1 ms to 1 minute
 */
public record PostgresConfig(
    String host,
    int port,
    String database,
    String user,
    String password,
    int connections,
    Duration timeout) {

  public PostgresConfig {
    if (host.isBlank() || database.isBlank() || user.isBlank()) {
      throw new ActionableException(
          "postgres.host, postgres.database or postgres.user is empty; all three take a name");
    }
    if (port < 1 || port > 65_535) {
      throw new ActionableException("postgres.port is " + port + "; it takes 1 to 65535");
    }
    if (connections < 1 || connections > 64) {
      throw new ActionableException(
          "postgres.connections is " + connections + "; it takes 1 to 64");
    }
    Limits.requireTimeout("postgres.timeout", timeout);
  }

  /** With eight connections and two seconds. */
  public static PostgresConfig of(
      String host, int port, String database, String user, String password) {
    return new PostgresConfig(host, port, database, user, password, 8, Duration.ofSeconds(2));
  }

  PgConnectOptions options() {
    PgConnectOptions options = new PgConnectOptions();
    options.setHost(host).setPort(port).setDatabase(database).setUser(user);
    options.setPassword(password);
    options.setCachePreparedStatements(true);
    options.getProperties().put("statement_timeout", Long.toString(timeout.toMillis()));
    options.getProperties().put("application_name", "warecast-gateway");
    return options;
  }

  /** Leaves the password out, so that no log can hold it. */
  @Override
  public String toString() {
    return "PostgresConfig[%s:%d/%s]".formatted(host, port, database);
  }
}
