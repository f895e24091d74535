package io.warecast.pipeline.operator;

import io.warecast.domain.demand.DemandClass;

/**
 * A forecast that is to be made.
 *
 * @param demandClass of the series at its origin
 * @param asOf epoch millis of the last moment whose orders it knows
 * @param sequence orders forecasts of the same {@code asOf}
 * @param watermark epoch millis up to which the data was complete
 * @param steps to forecast
 * @param receiver is given the forecast once it is made
 */
record DueForecast(
    SeriesAtOrigin series,
    DemandClass demandClass,
    long asOf,
    long sequence,
    long watermark,
    int steps,
    ForecastReceiver receiver) {}
