package io.warecast.domain.hierarchy;

/**
 * How much of the way to its group's forecast an item's goes, by step: the power to which the ratio
 * of the two is raised, 0 for none of it and 1 for all.
 *
 * @param fromSteps first step of each stretch of steps, ascending; steps before the first have none
 * @param powers of the stretches, 0 to 1
 */
public record Damping(int[] fromSteps, float[] powers) {

  /** Leaves every forecast as it is. */
  public static final Damping NONE = new Damping(new int[0], new float[0]);

  public Damping {
    if (fromSteps.length != powers.length) {
      throw new IllegalArgumentException(
          "%d first steps and %d powers".formatted(fromSteps.length, powers.length));
    }
  }

  /** The power of a step, which counts from 1. */
  public float at(int step) {
    float power = 0;
    for (int i = 0; i < fromSteps.length && fromSteps[i] <= step; i++) {
      power = powers[i];
    }
    return power;
  }
}
