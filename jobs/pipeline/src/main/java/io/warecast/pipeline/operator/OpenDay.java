package io.warecast.pipeline.operator;

import io.warecast.domain.demand.IntradayProfile;
import io.warecast.domain.demand.Quantity;
import io.warecast.domain.series.Warehouse;

/** What the day that is not over yet leads to expect of its whole demand. */
final class OpenDay {

  private OpenDay() {}

  /**
   * Units that the open day of a series will have at its end.
   *
   * @param micros ordered so far
   * @param moment epoch millis, within the open day
   */
  static float total(
      SeriesProgress progress,
      long micros,
      IntradayProfile profile,
      Warehouse warehouse,
      long moment) {
    double units = Quantity.toUnits(micros);
    double share = profile.share(warehouse.secondOfDay(moment));
    double expected = Float.isNaN(progress.expected()) ? units : progress.expected();
    return (float) IntradayProfile.dayTotal(units, share, expected);
  }

  /** The moment of the open day that is nearest to a given one, the last millisecond left out. */
  static long momentWithin(SeriesProgress progress, Warehouse warehouse, long moment) {
    long start = warehouse.endOfDay(progress.closedThrough()) + 1;
    // The very end is the as_of of the close, which must stay the newest of its day.
    long end = warehouse.endOfDay(progress.openDay()) - 1;
    return Math.max(start, Math.min(end, moment));
  }
}
