package io.warecast.domain.forecast;

import io.warecast.domain.call.CallTrace;
import io.warecast.domain.series.SeriesKey;

/**
 * A question for a forecast made now.
 *
 * @param requestId the reply carries it
 * @param forecastDay epoch day, the first that is asked for
 * @param horizonDays days from {@code forecastDay} on
 * @param modelVersion {@code latest} for the one in use, or a version of the registry
 * @param explain whether the reply is to say what the mean is made up of
 * @param call that it is asked for; not part of the message, but of its headers
 */
public record ForecastRequest(
    String requestId,
    SeriesKey key,
    int forecastDay,
    int horizonDays,
    String modelVersion,
    WhatIf whatIf,
    boolean explain,
    CallTrace call) {

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

  /** A question of which no call is known. */
  public ForecastRequest(
      String requestId,
      SeriesKey key,
      int forecastDay,
      int horizonDays,
      String modelVersion,
      WhatIf whatIf,
      boolean explain) {
    this(requestId, key, forecastDay, horizonDays, modelVersion, whatIf, explain, CallTrace.NONE);
  }

  /** The same, asked for a call. */
  public ForecastRequest during(CallTrace other) {
    return new ForecastRequest(
        requestId, key, forecastDay, horizonDays, modelVersion, whatIf, explain, other);
  }
}
