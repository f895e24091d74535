package io.warecast.domain.model;

import io.warecast.domain.hierarchy.Damping;
import java.util.List;

/**
 * What was chosen for a model version on backtests, beyond its boosters; stands beside them as
 * {@code calibration.json}.
 *
 * @param damping of the alignment with group forecasts, ascending by step; steps before the first
 *     are not aligned
 */
public record ModelCalibration(int formatVersion, List<StepDamping> damping) {

  /** The format that this code writes; a calibration of another is refused. */
  public static final int FORMAT_VERSION = 1;

  /** Of versions that have none: nothing is changed. */
  public static final ModelCalibration NONE = new ModelCalibration(FORMAT_VERSION, List.of());

  public ModelCalibration {
    damping = List.copyOf(damping);
    for (int i = 1; i < damping.size(); i++) {
      if (damping.get(i).fromStep() <= damping.get(i - 1).fromStep()) {
        throw new IllegalArgumentException(
            "damping from step %d does not come after that from step %d"
                .formatted(damping.get(i).fromStep(), damping.get(i - 1).fromStep()));
      }
    }
  }

  /** The same damping for every step. */
  public static ModelCalibration ofDamping(double everyStep) {
    return new ModelCalibration(FORMAT_VERSION, List.of(new StepDamping(1, everyStep)));
  }

  /** The damping as forecasts carry it. */
  public Damping dampingBySteps() {
    int[] fromSteps = new int[damping.size()];
    float[] powers = new float[fromSteps.length];
    for (int i = 0; i < fromSteps.length; i++) {
      fromSteps[i] = damping.get(i).fromStep();
      powers[i] = (float) damping.get(i).damping();
    }
    return new Damping(fromSteps, powers);
  }
}
