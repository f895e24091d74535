package io.warecast.pipeline.connector.postgres;

import io.warecast.domain.accuracy.AccuracyFigure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** The table {@code forecast_accuracy}. */
public final class PostgresAccuracy {

  private static final int BATCH = 1_000;

  private static final String INSERT =
      """
      INSERT INTO forecast_accuracy (run_id, model_name, model_version, origin, segment_kind,
        segment, steps, forecaster, measure, value)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

  private PostgresAccuracy() {}

  /**
   * Writes what a backtest has measured, in place of what there is of it.
   *
   * @throws io.warecast.domain.ActionableException when the server fails; nothing is written then
   */
  public static void write(
      PostgresConfig config,
      String runId,
      String modelName,
      String modelVersion,
      List<AccuracyFigure> figures) {
    PostgresSchema.migrate(config);
    try (Connection connection = config.connect()) {
      connection.setAutoCommit(false);
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM forecast_accuracy WHERE run_id = ?")) {
        delete.setString(1, runId);
        delete.executeUpdate();
      }
      try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
        insert.setString(1, runId);
        insert.setString(2, modelName);
        insert.setString(3, modelVersion);
        int waiting = 0;
        for (AccuracyFigure figure : figures) {
          bind(figure, insert);
          insert.addBatch();
          if (++waiting == BATCH) {
            insert.executeBatch();
            waiting = 0;
          }
        }
        insert.executeBatch();
      }
      connection.commit();
    } catch (SQLException e) {
      throw config.failure("writing the figures of backtest " + runId, e);
    }
  }

  private static void bind(AccuracyFigure figure, PreparedStatement insert) throws SQLException {
    insert.setObject(
        4,
        figure.originDay() == AccuracyFigure.ALL_ORIGINS
            ? null
            : LocalDate.ofEpochDay(figure.originDay()),
        java.sql.Types.DATE);
    insert.setString(5, figure.segmentKind());
    insert.setString(6, figure.segment());
    insert.setString(7, figure.steps());
    insert.setString(8, figure.forecaster());
    insert.setString(9, figure.measure());
    insert.setDouble(10, figure.value());
  }
}
