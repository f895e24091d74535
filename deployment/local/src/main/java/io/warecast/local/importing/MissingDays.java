package io.warecast.local.importing;

/**
 * What a day without a row means in a plain CSV, between a series' first day and the last of all.
 */
public enum MissingDays {
  /** Nothing was sold. */
  ZERO(0),
  /** Nobody knows what would have been sold. */
  UNKNOWN(Float.NaN);

  private final float units;

  MissingDays(float units) {
    this.units = units;
  }

  float units() {
    return units;
  }
}
