package io.warecast.domain.demand;

/**
 * The share of a day's demand that a warehouse has usually sold by an hour of its local clock.
 *
 * @param shares by the end of hour 0 to 23: 24 values that ascend to 1
 */
public record IntradayProfile(String warehouseId, float[] shares) {

  /** Hours of the local clock, also on days of the clock change. */
  public static final int HOURS = 24;

  private static final int SECONDS_A_HOUR = 3_600;

  public IntradayProfile {
    if (shares.length != HOURS) {
      throw new IllegalArgumentException("%d shares, expected 24".formatted(shares.length));
    }
  }

  /** The profile while none is learned: demand comes evenly over the day. */
  public static IntradayProfile even(String warehouseId) {
    float[] shares = new float[HOURS];
    for (int hour = 0; hour < HOURS; hour++) {
      shares[hour] = (hour + 1f) / HOURS;
    }
    return new IntradayProfile(warehouseId, shares);
  }

  /** The share sold by a second of the local day, between the hours in a straight line. */
  public double share(int secondOfDay) {
    int hour = Math.min(HOURS - 1, secondOfDay / SECONDS_A_HOUR);
    double before = hour == 0 ? 0 : shares[hour - 1];
    double within = (secondOfDay - hour * SECONDS_A_HOUR) / (double) SECONDS_A_HOUR;
    return before + Math.min(1, within) * (shares[hour] - before);
  }

  /**
   * What a day will have sold at its end. Two estimates of what is still to come, the day's own
   * pace and what was expected of the whole day, weigh by the share of the day that is over: pace
   * alone would make a single order at one in the morning a day's fortune.
   *
   * @param units sold so far
   * @param share usually sold by now, 0 to 1
   * @param expected units of the whole day before any of it was known
   */
  public static double dayTotal(double units, double share, double expected) {
    double rest = 1 - share;
    return Math.max(0, units + rest * (units + rest * expected));
  }
}
