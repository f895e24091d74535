package io.warecast.domain.model;

/**
 * Damping of the steps from one on, up to the next that begins another.
 *
 * @param fromStep 1 is the first day after the origin
 * @param damping the power of the ratio that items are aligned by: 0 leaves them, 1 lets them add
 *     up to their group
 */
public record StepDamping(int fromStep, double damping) {

  public StepDamping {
    if (fromStep < 1 || !(damping >= 0 && damping <= 1)) {
      throw new IllegalArgumentException(
          "damping %s from step %d: expected 0 to 1 from a step of 1 or more"
              .formatted(damping, fromStep));
    }
  }
}
