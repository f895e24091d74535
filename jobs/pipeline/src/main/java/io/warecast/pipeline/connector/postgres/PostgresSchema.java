package io.warecast.pipeline.connector.postgres;

import io.warecast.domain.ActionableException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The tables and views that the migrations in {@code db/migration} make. */
public final class PostgresSchema {

  private PostgresSchema() {}

  /**
   * Brings the database to the schema that this version knows; does nothing when it is there.
   *
   * @throws ActionableException when a migration cannot be applied
   */
  public static void migrate(PostgresConfig config) {
    try {
      Flyway.configure(PostgresSchema.class.getClassLoader())
          .dataSource(config.url(), config.user(), config.password())
          .locations("classpath:db/migration")
          // A database that holds other tables already is fine.
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new ActionableException(
          "PostgreSQL at %s: the schema cannot be brought to this version: %s. A database made by a newer version needs that version; after a half applied migration see its table flyway_schema_history"
              .formatted(config.server(), e.getMessage()),
          e);
    }
  }
}
