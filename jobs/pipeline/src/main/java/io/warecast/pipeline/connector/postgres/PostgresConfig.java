package io.warecast.pipeline.connector.postgres;

import io.warecast.domain.ActionableException;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Where PostgreSQL is and who we are to it.
 *
 * @param url {@code jdbc:postgresql://host:port/database}
 */
public record PostgresConfig(String url, String user, String password) implements Serializable {

  private static final String CONNECT_SECONDS = "5";

  public PostgresConfig {
    if (Driver.parseURL(url, new Properties()) == null) {
      throw new ActionableException(
          "postgres url '%s' is not of the form jdbc:postgresql://host:port/database"
              .formatted(url));
    }
  }

  /**
   * A new connection, made within five seconds.
   *
   * @throws ActionableException when the server cannot be reached or refuses us
   */
  public Connection connect() {
    return connect("warecast");
  }

  /** As {@link #connect()}, under a name that is seen in {@code pg_stat_activity}. */
  Connection connect(String applicationName) {
    Properties properties = new Properties();
    PGProperty.USER.set(properties, user);
    PGProperty.PASSWORD.set(properties, password);
    PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_SECONDS);
    PGProperty.LOGIN_TIMEOUT.set(properties, CONNECT_SECONDS);
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    PGProperty.APPLICATION_NAME.set(properties, applicationName);
    PGProperty.REWRITE_BATCHED_INSERTS.set(properties, true);
    try {
      // Not through DriverManager, which does not see drivers of another class loader.
      Connection connection = new Driver().connect(url, properties);
      if (connection == null) {
        throw new IllegalStateException("the driver does not take " + url);
      }
      return connection;
    } catch (SQLException e) {
      throw failure("connecting", e);
    }
  }

  /** The failure of a statement, with the server's name and what to do. */
  public ActionableException failure(String doing, SQLException e) {
    return new ActionableException(
        "PostgreSQL at %s failed while %s: %s. %s"
            .formatted(server(), doing, firstLine(e.getMessage()), advice(e.getSQLState())),
        e);
  }

  /** Host, port and database, for people. */
  public String server() {
    Properties parts = Driver.parseURL(url, new Properties());
    return "%s:%s/%s"
        .formatted(
            PGProperty.PG_HOST.getOrDefault(parts),
            PGProperty.PG_PORT.getOrDefault(parts),
            PGProperty.PG_DBNAME.getOrDefault(parts));
  }

  private String advice(@Nullable String state) {
    String code = state == null ? "" : state;
    if (code.startsWith("08") || code.startsWith("57P")) {
      return "Check that it runs and that this address is right, then run the command again";
    }
    if (code.startsWith("28")) {
      return "Check the user '%s' and its password".formatted(user);
    }
    return switch (code) {
      case "3D000" -> "Create the database, or correct its name in the url";
      case "42501" -> "Grant user '%s' the right to do this".formatted(user);
      case "53100" -> "Its disk is full: make room, then run the command again";
      case "53300" -> "It has no connection left: raise max_connections or close some";
      default -> "Its log may say more";
    };
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "no message" : message.lines().findFirst().orElse("no message");
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "PostgresConfig[%s as %s]".formatted(server(), user);
  }
}
