package io.warecast.pipeline.operator;

import io.warecast.domain.forecast.Forecast;

/**
 * A forecast that is to be held against what came.
 *
 * @param forecaster its name in the figures
 */
public record TestedForecast(String forecaster, Forecast forecast) {}
