package io.warecast.scoring.calibration;

import io.warecast.domain.series.SeriesKey;

/**
 * A held-back forecast and what it is aligned with.
 *
 * @param group the group series
 * @param ratios of the group's forecast to the sum of its parts', one a step; 1 for groups
 */
record GroupedForecast(HeldBackForecast made, SeriesKey group, float[] ratios) {

  /** What alignment multiplies a step by, which counts from 1. */
  double factor(int step, double power) {
    return StrictMath.pow(ratios[step - 1], power);
  }
}
