package io.warecast.pipeline.run;

import java.util.Map;

/**
 * What a run's forecasts are held against.
 *
 * @param seriesCount series of the input, groups included
 * @param recentDailyUnits by warehouse, mean units a day over the last weeks: the sum over its
 *     single-item series, or of {@code _total} where it has none; empty or in part when not known
 */
public record AuditExpectations(
    long seriesCount, Map<String, Double> recentDailyUnits, AuditLimits limits) {

  public AuditExpectations {
    recentDailyUnits = Map.copyOf(recentDailyUnits);
  }
}
