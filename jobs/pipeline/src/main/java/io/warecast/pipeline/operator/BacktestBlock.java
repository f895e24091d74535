package io.warecast.pipeline.operator;

import io.warecast.domain.accuracy.SeriesResiduals;
import io.warecast.domain.demand.DemandHistory;

/**
 * What was forecast for a series at an origin by every forecaster, and what came.
 *
 * @param residuals of the tested version
 * @param isKept whether the residuals are among those that are stored
 * @param sold in the 28 days up to the origin: money, or units where the price is unknown
 * @param history up to the origin
 * @param predictions the tested version's first
 */
public record BacktestBlock(
    SeriesResiduals residuals,
    boolean isKept,
    double sold,
    DemandHistory history,
    Prediction[] predictions) {}
