package io.warecast.pipeline.operator;

import java.io.Serializable;
import java.util.stream.IntStream;

/**
 * Which past origins are forecast at that all is known of since.
 *
 * @param lastDay epoch day of the last demand that is known
 * @param itemOrigins origins at which items are forecast, of which the model must know nothing
 * @param groupOrigins origins at which groups are forecast, which take no model
 */
public record HeldBackPlan(int lastDay, int itemOrigins, int groupOrigins) implements Serializable {

  /** Days from one origin to the next, and steps that items are compared over. */
  public static final int DAYS_APART = 28;

  /** Steps that groups are compared over, as far as days are known. */
  private static final int GROUP_STEPS = 63;

  /** The last day that the model may know. */
  public int lastTrainingDay() {
    return lastDay - itemOrigins * DAYS_APART;
  }

  /** Origins of a series (epoch days), the latest first. */
  IntStream origins(boolean isGroup) {
    return IntStream.rangeClosed(1, isGroup ? groupOrigins : itemOrigins)
        .map(number -> lastDay - number * DAYS_APART);
  }

  /** Steps that are forecast and compared. */
  int steps(boolean isGroup) {
    return isGroup ? GROUP_STEPS : DAYS_APART;
  }
}
