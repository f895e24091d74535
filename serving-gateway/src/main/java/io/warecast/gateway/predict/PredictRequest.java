package io.warecast.gateway.predict;

import io.warecast.domain.series.SeriesKey;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A valid request for one series.
 *
 * @param firstDay the first day wanted; empty for the first day that the forecast has
 * @param horizonDays number of days wanted, 1..{@value #LONGEST_HORIZON}
 * @param modelVersion {@value #LATEST}, or the version that must have made the forecast
 */
record PredictRequest(
    SeriesKey key,
    Optional<LocalDate> firstDay,
    int horizonDays,
    boolean includeConfidence,
    String modelVersion) {

  static final int LONGEST_HORIZON = 366;
  static final String LATEST = "latest";
}
