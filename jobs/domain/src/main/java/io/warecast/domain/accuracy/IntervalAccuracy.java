package io.warecast.domain.accuracy;

/**
 * How often an interval held what was demanded, and how wide it was, added up over days.
 *
 * @param covered days on which demand lay within, the ends included
 * @param width upper less lower end, in units
 */
public record IntervalAccuracy(long days, long covered, double width) {

  public static final IntervalAccuracy NONE = new IntervalAccuracy(0, 0, 0);

  /** With one more day; unchanged where what was demanded is unknown ({@code NaN}). */
  public IntervalAccuracy plus(float actual, float lower, float upper) {
    if (Float.isNaN(actual)) {
      return this;
    }
    boolean isWithin = lower <= actual && actual <= upper;
    return new IntervalAccuracy(
        days + 1, covered + (isWithin ? 1 : 0), width + ((double) upper - lower));
  }

  public IntervalAccuracy plus(IntervalAccuracy other) {
    return new IntervalAccuracy(days + other.days, covered + other.covered, width + other.width);
  }

  /** Share of days that were covered. */
  public double coverage() {
    return days > 0 ? (double) covered / days : Double.NaN;
  }

  public double meanWidth() {
    return days > 0 ? width / days : Double.NaN;
  }
}
