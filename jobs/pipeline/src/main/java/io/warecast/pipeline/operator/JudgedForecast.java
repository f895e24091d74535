package io.warecast.pipeline.operator;

import io.warecast.scoring.calibration.HeldBackForecast;

/**
 * A forecast of days that its model did not know, on its way to the promotion gate.
 *
 * @param isCandidate whether the candidate made it, rather than the version in use
 */
public record JudgedForecast(boolean isCandidate, HeldBackForecast forecast) {}
