package io.warecast.domain.forecast;

import io.warecast.domain.series.SeriesKey;

/**
 * A question for a forecast made now.
 *
 * @param requestId the reply carries it
 * @param forecastDay epoch day, the first that is asked for
 * @param horizonDays days from {@code forecastDay} on
 * @param modelVersion {@code latest} for the one in use, or a version of the registry
 * @param explain whether the reply is to say what the mean is made up of
 */
public record ForecastRequest(
    String requestId,
    SeriesKey key,
    int forecastDay,
    int horizonDays,
    String modelVersion,
    WhatIf whatIf,
    boolean explain) {

  /** A question that asks for no explanation. */
  public ForecastRequest(
      String requestId,
      SeriesKey key,
      int forecastDay,
      int horizonDays,
      String modelVersion,
      WhatIf whatIf) {
    this(requestId, key, forecastDay, horizonDays, modelVersion, whatIf, false);
  }
}
