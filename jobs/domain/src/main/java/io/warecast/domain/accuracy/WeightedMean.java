package io.warecast.domain.accuracy;

/**
 * A mean of values that count by their weight.
 *
 * @param sum of the values, each times its weight
 */
public record WeightedMean(double weight, double sum) {

  public static final WeightedMean NONE = new WeightedMean(0, 0);

  /** With one more value; unchanged when that is not finite. */
  public WeightedMean plus(double value, double itsWeight) {
    return Double.isFinite(value)
        ? new WeightedMean(weight + itsWeight, sum + value * itsWeight)
        : this;
  }

  public WeightedMean plus(WeightedMean other) {
    return new WeightedMean(weight + other.weight, sum + other.sum);
  }

  /** {@code NaN} while nothing counts. */
  public double value() {
    return weight > 0 ? sum / weight : Double.NaN;
  }
}
