package io.warecast.pipeline.job;

import io.warecast.domain.ActionableException;
import io.warecast.pipeline.connector.lake.Lake;
import java.time.LocalDate;
import java.util.Optional;

/** The origin of a batch job: what was asked for, held against what the lake knows. */
final class OriginDay {

  private OriginDay() {}

  /**
   * The epoch day of the origin.
   *
   * @param asOf absent for the lake's last day
   * @throws ActionableException when the lake does not reach the day
   */
  static int in(Lake lake, Optional<LocalDate> asOf) {
    int last = lake.lastDay();
    if (asOf.isEmpty()) {
      return last;
    }
    int day = Math.toIntExact(asOf.get().toEpochDay());
    if (day > last) {
      throw new ActionableException(
          "--as-of %s lies after %s, the last day with demand in the lake: choose an earlier day, or import newer demand"
              .formatted(asOf.get(), LocalDate.ofEpochDay(last)));
    }
    return day;
  }
}
