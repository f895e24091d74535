package io.warecast.domain.forecast;

import io.warecast.domain.series.SeriesKey;

/**
 * A question for a forecast made now.
 *
 * @param requestId the reply carries it
 * @param forecastDay epoch day, the first that is asked for
 * @param horizonDays days from {@code forecastDay} on
 * @param modelVersion {@code latest} for the one in use, or a version of the registry
 */
public record ForecastRequest(
    String requestId,
    SeriesKey key,
    int forecastDay,
    int horizonDays,
    String modelVersion,
    WhatIf whatIf) {}
