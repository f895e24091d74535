package io.warecast.local.cli;

import io.warecast.domain.ActionableException;
import io.warecast.domain.series.SeriesKey;
import io.warecast.local.server.LocalStack;
import io.warecast.local.server.Postgres;
import io.warecast.local.server.Service;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Traces a forecast to what it was made with. */
@Command(
    name = "lineage",
    mixinStandardHelpOptions = true,
    description = {
      "Trace the newest published forecast of a series: run, data, model version, features, files,",
      "and what the promotion gate decided. All forecasts: the view forecast_lineage of PostgreSQL."
    },
    footer = {"", "Example:", "  warecast models lineage hamburg bakery-001"})
final class ModelsLineageCommand implements Callable<Integer> {

  private static final String NEWEST =
      """
      SELECT * FROM forecast_lineage
       WHERE warehouse_id = ? AND item_id = ? AND status = 'published'
       ORDER BY as_of DESC, generated_at DESC LIMIT 1""";

  private final GlobalOptions global;
  @Mixin private final SeriesArguments series = new SeriesArguments();

  ModelsLineageCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() throws SQLException {
    SeriesKey key = series.key();
    try (LocalStack stack =
        LocalStack.attachOrStart(global.home(), "lineage", EnumSet.of(Service.POSTGRES))) {
      Postgres postgres = stack.postgres();
      try (Connection connection =
              DriverManager.getConnection(
                  postgres.jdbcUrl(), postgres.user(), postgres.password());
          PreparedStatement newest = connection.prepareStatement(NEWEST)) {
        newest.setString(1, key.warehouseId());
        newest.setString(2, key.itemId());
        print(key, newest.executeQuery());
      }
    }
    return 0;
  }

  private static void print(SeriesKey key, ResultSet row) throws SQLException {
    if (!row.next()) {
      throw new ActionableException(
          "No forecast of %s in warehouse %s has been published. 'warecast daily' makes one of every series of the lake."
              .formatted(key.itemId(), key.warehouseId()));
    }
    ResultSetMetaData columns = row.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String value = row.getString(i);
      System.out.printf("%-21s %s%n", columns.getColumnLabel(i), value == null ? "-" : value);
    }
  }
}
