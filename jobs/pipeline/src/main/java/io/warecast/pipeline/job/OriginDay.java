package io.warecast.pipeline.job;

import io.warecast.domain.ActionableException;
import io.warecast.pipeline.connector.lake.Lake;
import java.time.LocalDate;
import java.util.Optional;

/** The origin of a batch job: what was asked for, held against what the lake knows. */
final class OriginDay {

  private OriginDay() {}

  /** Of the newest UTC day with orders, only the day before the last is over everywhere. */
  private static final int OPEN_DAYS = 2;

  /**
   * The epoch day of the origin.
   *
   * @param asOf absent for the last day that is known whole, by the lake's history or by the orders
   *     that the continuous job has counted since
   * @throws ActionableException when neither reaches the day
   */
  static int in(Lake lake, Optional<LocalDate> asOf) {
    int newest = lake.streamOrders().newestDay().orElse(lake.lastDay());
    int whole = Math.max(lake.lastDay(), newest - OPEN_DAYS);
    if (asOf.isEmpty()) {
      return whole;
    }
    int day = Math.toIntExact(asOf.get().toEpochDay());
    if (day > Math.max(lake.lastDay(), newest)) {
      throw new ActionableException(
          "--as-of %s lies after %s, the last day with demand in the lake: choose an earlier day, or import newer demand"
              .formatted(asOf.get(), LocalDate.ofEpochDay(Math.max(lake.lastDay(), newest))));
    }
    return day;
  }
}
