package io.warecast.scoring.forecast;

import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.Tier;

/**
 * The forecast of one series from what is known of itself, before it is aligned with its group's.
 *
 * @param modelVersion of the model that it was made with or stands beside
 * @param mean expected units, one a step
 * @param levels quantile levels, ascending
 * @param quantiles units by level, then by step
 */
public record OwnForecast(
    Tier tier,
    Method method,
    String modelVersion,
    float[] mean,
    float[] levels,
    float[][] quantiles) {}
