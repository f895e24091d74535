package io.warecast.pipeline.job;

import io.warecast.domain.demand.DemandHistory;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import io.warecast.pipeline.connector.lake.Lake;
import java.util.HashMap;
import java.util.Map;

/** How much each warehouse has sold of late: what a run's totals are held against. */
final class RecentDemand {

  private static final int DAYS = 28;

  private RecentDemand() {}

  /** Mean units a day over the last four weeks up to an origin, by warehouse that has any. */
  static Map<String, Double> daily(Lake lake, int originDay) {
    Map<String, Double> units = new HashMap<>();
    for (Warehouse warehouse : lake.warehouses()) {
      lake.demand(SeriesKey.total(warehouse.id()))
          .map(DemandHistory.EMPTY::with)
          .map(history -> mean(history, originDay))
          .filter(mean -> !mean.isNaN())
          .ifPresent(mean -> units.put(warehouse.id(), mean));
    }
    return units;
  }

  private static Double mean(DemandHistory history, int originDay) {
    double sum = 0;
    int known = 0;
    for (int day = originDay - DAYS + 1; day <= originDay; day++) {
      float units = history.at(day);
      if (!Float.isNaN(units)) {
        sum += units;
        known++;
      }
    }
    return sum / known;
  }
}
