package io.warecast.domain.demand;

/**
 * Order quantities as whole millionths of a unit, so that sums do not depend on the order in which
 * events arrive: {@code double} addition would, and forecasts would differ in the last bit.
 */
public final class Quantity {

  /** The largest amount of units that an order may have. */
  public static final double MAX_UNITS = 1e6;

  private static final double MICROS = 1e6;

  private Quantity() {}

  /**
   * Rounds units to the nearest millionth.
   *
   * @param units finite and within {@link #MAX_UNITS} either way
   */
  public static long ofUnits(double units) {
    return Math.round(units * MICROS);
  }

  public static double toUnits(long micros) {
    return micros / MICROS;
  }
}
