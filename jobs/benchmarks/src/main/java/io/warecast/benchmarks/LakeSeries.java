package io.warecast.benchmarks;

import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.demand.DemandHistory;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.pipeline.operator.SeriesAtOrigin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Items of a lake as a model sees them at an origin. */
final class LakeSeries {

  private LakeSeries() {}

  /**
   * Items whose history a model can use, at even distances in the order of their keys.
   *
   * @param originDay epoch day
   * @param most so many, or all where there are fewer
   */
  static List<SeriesAtOrigin> at(
      Lake lake, int originDay, int most, Supplier<StreamExecutionEnvironment> flink)
      throws Exception {
    Map<String, WarehouseCalendar> calendars = new HashMap<>();
    lake.calendars().forEach(calendar -> calendars.put(calendar.warehouse().id(), calendar));
    LakeCut all = new LakeCut(lake, new HashSet<>(calendars.keySet()), flink);
    Map<SeriesKey, OfferTimeline> offers = new HashMap<>();
    all.offers(each -> offers.put(each.key(), each.offers()));
    List<SeriesAtOrigin> usable = new ArrayList<>();
    for (DemandStretch stretch : all.items()) {
      SeriesAtOrigin series =
          new SeriesAtOrigin(
              stretch.key(),
              originDay,
              upTo(originDay, stretch),
              Objects.requireNonNull(calendars.get(stretch.key().warehouseId())),
              offers.getOrDefault(stretch.key(), OfferTimeline.NONE));
      if (isUsable(series)) {
        usable.add(series);
      }
    }
    int count = Math.min(most, usable.size());
    List<SeriesAtOrigin> chosen = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      chosen.add(usable.get((int) ((long) i * usable.size() / count)));
    }
    return chosen;
  }

  /** Of the days before the origin as many as the forecast operator keeps. */
  private static DemandHistory upTo(int originDay, DemandStretch stretch) {
    DemandHistory known = new DemandHistory(stretch.firstDay(), stretch.units()).upTo(originDay);
    return DemandHistory.EMPTY.with(
        new DemandStretch(stretch.key(), known.firstDay(), known.units()));
  }

  private static boolean isUsable(SeriesAtOrigin series) {
    return DemandFeatures.at(
            series.originDay(),
            series.key(),
            "",
            series.history(),
            series.calendar(),
            series.offers())
        .usable();
  }
}
