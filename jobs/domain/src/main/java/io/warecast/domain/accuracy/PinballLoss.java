package io.warecast.domain.accuracy;

/**
 * Loss of the forecasts of one quantile, added up over days: what an unbiased quantile makes least.
 *
 * @param level of the quantile, in (0, 1)
 */
public record PinballLoss(double level, long days, double loss) {

  public static PinballLoss none(double level) {
    return new PinballLoss(level, 0, 0);
  }

  /** Loss of one day: {@code level} a unit that lies above the quantile, the rest a unit below. */
  public static double of(double level, double actual, double quantile) {
    double above = actual - quantile;
    return above >= 0 ? level * above : (level - 1) * above;
  }

  /** With one more day; unchanged where what was demanded is unknown ({@code NaN}). */
  public PinballLoss plus(float actual, float quantile) {
    return Float.isNaN(actual)
        ? this
        : new PinballLoss(level, days + 1, loss + of(level, actual, quantile));
  }

  /** With what was added up elsewhere for the same level. */
  public PinballLoss plus(PinballLoss other) {
    if (other.level != level) {
      throw new IllegalArgumentException(
          "loss of level %s added to that of %s".formatted(other.level, level));
    }
    return new PinballLoss(level, days + other.days, loss + other.loss);
  }

  /** Mean loss of a day, in units. */
  public double mean() {
    return days > 0 ? loss / days : Double.NaN;
  }
}
