package io.warecast.pipeline.connector.postgres;

import io.warecast.domain.monitoring.Alert;
import io.warecast.domain.monitoring.FeatureStability;
import io.warecast.domain.monitoring.LiveFigure;
import io.warecast.pipeline.connector.delivery.DeliverySettings;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;

/** The sinks that write how served forecasts do. */
public final class PostgresMonitoring {

  private PostgresMonitoring() {}

  /** Writes measures to {@code live_accuracy}; a later one of the same replaces it. */
  public static Sink<LiveFigure> accuracy(PostgresConfig config) {
    return RowSink.continuous(config, new FigureRow(), DeliverySettings.DEFAULT_PATIENCE);
  }

  /** Writes stability indexes to {@code feature_drift}. */
  public static Sink<FeatureStability> drift(PostgresConfig config) {
    return RowSink.continuous(config, new StabilityRow(), DeliverySettings.DEFAULT_PATIENCE);
  }

  /** Writes alerts to {@code alert}; the first of a cause and day stays. */
  public static Sink<Alert> alerts(PostgresConfig config) {
    return RowSink.continuous(config, new AlertRow(), DeliverySettings.DEFAULT_PATIENCE);
  }

  private record FigureRow() implements RowForm<LiveFigure> {

    @Override
    public String doing() {
      return "writing how forecasts did";
    }

    @Override
    public String insert() {
      return """
      INSERT INTO live_accuracy (day, warehouse_id, demand_class, steps, measure, value)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (day, warehouse_id, demand_class, steps, measure) DO UPDATE
         SET value = EXCLUDED.value, measured_at = clock_timestamp()""";
    }

    @Override
    public Object key(LiveFigure row) {
      return List.of(row.day(), row.warehouseId(), row.demandClass(), row.lead(), row.measure());
    }

    @Override
    public boolean replaces(LiveFigure row, LiveFigure earlier) {
      return true;
    }

    @Override
    public void bind(LiveFigure row, PreparedStatement insert) throws SQLException {
      insert.setObject(1, LocalDate.ofEpochDay(row.day()));
      insert.setString(2, row.warehouseId());
      insert.setString(3, row.demandClass());
      insert.setString(4, Integer.toString(row.lead()));
      insert.setString(5, row.measure());
      insert.setDouble(6, row.value());
    }
  }

  private record StabilityRow() implements RowForm<FeatureStability> {

    @Override
    public String doing() {
      return "writing feature drift";
    }

    @Override
    public String insert() {
      return """
      INSERT INTO feature_drift (day, warehouse_id, feature, stability_index)
      VALUES (?, ?, ?, ?)
      ON CONFLICT (day, warehouse_id, feature) DO UPDATE
         SET stability_index = EXCLUDED.stability_index, measured_at = clock_timestamp()""";
    }

    @Override
    public Object key(FeatureStability row) {
      return List.of(row.day(), row.warehouseId(), row.feature());
    }

    @Override
    public boolean replaces(FeatureStability row, FeatureStability earlier) {
      return true;
    }

    @Override
    public void bind(FeatureStability row, PreparedStatement insert) throws SQLException {
      insert.setObject(1, LocalDate.ofEpochDay(row.day()));
      insert.setString(2, row.warehouseId());
      insert.setString(3, row.feature());
      insert.setDouble(4, row.index());
    }
  }

  private record AlertRow() implements RowForm<Alert> {

    @Override
    public String doing() {
      return "writing alerts";
    }

    @Override
    public String insert() {
      return """
      INSERT INTO alert (warehouse_id, day, kind, subject, value, "limit", raised_at, detail)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING""";
    }

    @Override
    public Object key(Alert row) {
      return List.of(row.warehouseId(), row.day(), row.kind(), row.subject());
    }

    @Override
    public boolean replaces(Alert row, Alert earlier) {
      return false;
    }

    @Override
    public void bind(Alert row, PreparedStatement insert) throws SQLException {
      insert.setString(1, row.warehouseId());
      insert.setObject(2, LocalDate.ofEpochDay(row.day()));
      insert.setString(3, row.kind().wireName());
      insert.setString(4, row.subject());
      insert.setDouble(5, row.value());
      insert.setDouble(6, row.limit());
      insert.setObject(7, RowForm.instant(row.raisedAt()));
      insert.setString(8, row.detail());
    }
  }
}
