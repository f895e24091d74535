package io.warecast.scoring.calibration;

import io.warecast.domain.forecast.ConformalOffsets;

/** The weeks of the horizon that are calibrated each on their own; the last is open-ended. */
final class StepStretches {

  private static final int[] FROM_STEPS = {1, 8, 15, 22, 29};

  static final int COUNT = FROM_STEPS.length;

  private StepStretches() {}

  static int of(int step) {
    return ConformalOffsets.stretch(FROM_STEPS, step);
  }

  static int fromStep(int stretch) {
    return FROM_STEPS[stretch];
  }
}
