package io.warecast.pipeline.run;

import io.warecast.domain.run.Audit;
import io.warecast.domain.run.AuditCheck;
import io.warecast.domain.run.ForecastRun;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks the forecasts that a run has really staged. */
final class RunAudit {

  /** The names are those of the checks; each counts series, with one of them as an example. */
  private static final String SERIES =
      """
      WITH looked_at AS (
        SELECT f.warehouse_id || '|' || f.item_id AS series, f.tier,
               (cardinality(f.mean) = ? AND array_length(f.quantiles, 2) = cardinality(f.mean)
                 AND array_length(f.quantiles, 1) = cardinality(f.levels)) IS NOT TRUE AS misshapen,
               s.unusable, s.outside, q.unordered
          FROM forecast f
         CROSS JOIN LATERAL (
           SELECT bool_or(NOT (mean >= 0 AND mean < 'Infinity'
                           AND lower >= 0 AND upper < 'Infinity')) IS NOT FALSE AS unusable,
                  bool_or(NOT (lower <= mean AND mean <= upper)) IS NOT FALSE AS outside
             FROM unnest(f.mean, f.quantiles[1:1],
                         f.quantiles[array_length(f.quantiles, 1):]) AS v (mean, lower, upper)) s
         CROSS JOIN LATERAL (
           SELECT coalesce(bool_or(NOT (low <= high)), false) AS unordered
             FROM unnest(f.quantiles[:array_length(f.quantiles, 1) - 1],
                         f.quantiles[2:]) AS v (low, high)) q
         WHERE f.run_id = ? AND f.origin = ?)
      SELECT count(*),
             count(*) FILTER (WHERE tier = 'seasonal'),
             count(*) FILTER (WHERE misshapen), min(series) FILTER (WHERE misshapen),
             count(*) FILTER (WHERE unusable),  min(series) FILTER (WHERE unusable),
             count(*) FILTER (WHERE outside),   min(series) FILTER (WHERE outside),
             count(*) FILTER (WHERE unordered), min(series) FILTER (WHERE unordered)
        FROM looked_at""";

  /** Groups repeat the items in them, so they count only where there are no items. */
  private static final String LEVELS =
      """
      SELECT warehouse_id,
             coalesce(sum(daily) FILTER (WHERE item_id <> '_total'
                                           AND NOT starts_with(item_id, '_category:')),
                      sum(daily) FILTER (WHERE item_id = '_total'))
        FROM forecast f
       CROSS JOIN LATERAL (SELECT avg(m::double precision) AS daily FROM unnest(f.mean) AS m) d
       WHERE run_id = ? AND origin = ?
       GROUP BY warehouse_id""";

  private final ForecastRun run;
  private final AuditExpectations expected;
  private final List<AuditCheck> checks = new ArrayList<>();

  private RunAudit(ForecastRun run, AuditExpectations expected) {
    this.run = run;
    this.expected = expected;
  }

  /**
   * Audits a run.
   *
   * @param stagedInRedis staged forecasts in Redis, in series
   */
  static Audit of(
      Connection connection, ForecastRun run, AuditExpectations expected, long stagedInRedis)
      throws SQLException {
    RunAudit audit = new RunAudit(run, expected);
    audit.checkSeries(connection, stagedInRedis);
    audit.checkLevels(connection);
    return new Audit(audit.checks);
  }

  private void checkSeries(Connection connection, long stagedInRedis) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(SERIES)) {
      query.setInt(1, run.horizon());
      query.setString(2, run.runId());
      query.setObject(3, LocalDate.ofEpochDay(run.originDay()));
      try (ResultSet row = query.executeQuery()) {
        row.next();
        long series = row.getLong(1);
        checkEqual("series in PostgreSQL", series, expected.seriesCount());
        checkEqual("series in Redis", stagedInRedis, series);
        checkSeasonalShare(series == 0 ? 0 : row.getLong(2) / (double) series);
        checkNone("series without " + run.horizon() + " steps in every array", row, 3);
        checkNone("series with negative or infinite values", row, 5);
        checkNone("series with a mean outside its bounds", row, 7);
        checkNone("series with unordered quantiles", row, 9);
      }
    }
  }

  private void checkEqual(String name, long value, long wanted) {
    String detail =
        value < wanted ? (wanted - value) + " missing" : (value - wanted) + " more than expected";
    add(name, value == wanted, (double) value, "= " + wanted, detail);
  }

  private void checkSeasonalShare(double share) {
    double limit = expected.limits().seasonalShare();
    add(
        "share of series from the seasonal tier",
        share <= limit,
        share,
        "<= " + limit,
        "is the model the right one for these series, and their history long enough?");
  }

  private void checkNone(String name, ResultSet row, int column) throws SQLException {
    long count = row.getLong(column);
    add(name, count == 0, (double) count, "= 0", "for one " + row.getString(column + 1));
  }

  private void checkLevels(Connection connection) throws SQLException {
    AuditLimits limits = expected.limits();
    Map<String, Double> levels = levels(connection);
    new TreeMap<>(expected.recentDailyUnits())
        .forEach(
            (warehouse, recent) -> {
              if (recent >= limits.smallestLevel()) {
                double level = levels.getOrDefault(warehouse, 0.0);
                double ratio = level / recent;
                add(
                    AuditCheck.levelOf(warehouse),
                    ratio >= limits.lowestLevel() && ratio <= limits.highestLevel(),
                    ratio,
                    limits.lowestLevel() + " to " + limits.highestLevel(),
                    "forecast %.1f units a day, recently %.1f sold".formatted(level, recent));
              }
            });
  }

  private Map<String, Double> levels(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(LEVELS)) {
      query.setString(1, run.runId());
      query.setObject(2, LocalDate.ofEpochDay(run.originDay()));
      Map<String, Double> levels = new TreeMap<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          levels.put(rows.getString(1), rows.getDouble(2));
        }
      }
      return levels;
    }
  }

  private void add(String name, boolean passed, double value, String limit, String detail) {
    checks.add(new AuditCheck(name, passed, value, limit, passed ? "" : detail));
  }
}
