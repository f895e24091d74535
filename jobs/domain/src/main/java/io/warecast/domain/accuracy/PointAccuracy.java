package io.warecast.domain.accuracy;

/**
 * Errors of means, added up over days.
 *
 * @param units what was in fact demanded
 * @param error forecast less actual units
 */
public record PointAccuracy(
    long days, double units, double error, double absoluteError, double squaredError) {

  public static final PointAccuracy NONE = new PointAccuracy(0, 0, 0, 0, 0);

  /** With one more day; unchanged where what was demanded is unknown ({@code NaN}). */
  public PointAccuracy plus(float actual, float forecast) {
    if (Float.isNaN(actual)) {
      return this;
    }
    double difference = (double) forecast - actual;
    return new PointAccuracy(
        days + 1,
        units + actual,
        error + difference,
        absoluteError + Math.abs(difference),
        squaredError + difference * difference);
  }

  public PointAccuracy plus(PointAccuracy other) {
    return new PointAccuracy(
        days + other.days,
        units + other.units,
        error + other.error,
        absoluteError + other.absoluteError,
        squaredError + other.squaredError);
  }

  /** Sum of absolute errors over sum of units; {@code NaN} where nothing was demanded. */
  public double wape() {
    return units > 0 ? absoluteError / units : Double.NaN;
  }

  /** Sum of errors over sum of units, positive where forecasts are too high. */
  public double bias() {
    return units > 0 ? error / units : Double.NaN;
  }

  public double meanAbsoluteError() {
    return days > 0 ? absoluteError / days : Double.NaN;
  }

  public double meanSquaredError() {
    return days > 0 ? squaredError / days : Double.NaN;
  }
}
