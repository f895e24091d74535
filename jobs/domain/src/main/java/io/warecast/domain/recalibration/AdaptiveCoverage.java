package io.warecast.domain.recalibration;

/**
 * Adapts intervals to what came, day by day, by the miss that they made: adaptive conformal
 * inference (Gibbs and Candes, "Adaptive conformal inference under distribution shift", 2021) on a
 * factor of the intervals' half-widths, with a step that would restore the coverage of a logistic
 * error at once, of which a share is taken. Whether a day is covered is asked of the interval that
 * was forecast for it <em>with today's factor</em>, so that a factor does not run on while
 * forecasts that were made days ago still miss (quantile tracking; Angelopoulos, Candes and
 * Tibshirani, "Conformal PID control for time series prediction", 2023).
 *
 * <p>One instance adds up one day of one pool of series. Sums are whole numbers: the order of
 * series changes nothing.
 */
public final class AdaptiveCoverage {

  /**
   * Share of the step that would restore coverage, taken a day at a lead of one; of a longer one so
   * many times less, since what is learned of it is as many days old.
   */
  static final double RATE = .25;

  /**
   * The most that a day's coverage at a longer lead counts as off: what was forecast before a shift
   * misses for all of the lead, and says nothing of forecasts that know of the shift.
   */
  static final double MOST_MISSED = .05;

  /** Series of a pool at which half of that share is taken: fewer say less of coverage. */
  static final double HALF_SERIES = 3;

  private final IntervalFactors current;
  private final int[] days;
  private final int[] covered;

  private AdaptiveCoverage(IntervalFactors current) {
    this.current = current;
    this.days = new int[Leads.COUNT];
    this.covered = new int[current.factors().length];
  }

  /** Nothing added up yet. */
  public static AdaptiveCoverage under(IntervalFactors current) {
    return new AdaptiveCoverage(current);
  }

  /**
   * Adds the day of one series; none where what was demanded is unknown ({@code NaN}).
   *
   * @param lead at which it had been forecast
   * @param meanAndQuantiles what had been forecast, before any factor
   */
  public void add(int lead, float units, float[] meanAndQuantiles) {
    if (Float.isNaN(units)) {
      return;
    }
    days[lead]++;
    int last = meanAndQuantiles.length - 1;
    float mean = meanAndQuantiles[0];
    float median =
        IntervalFactors.middle(
            meanAndQuantiles[1 + (last - 1) / 2], meanAndQuantiles[1 + last / 2], last);
    for (int pair = 0; pair < current.pairs(); pair++) {
      float factor = current.at(lead, pair);
      float lower = IntervalFactors.moved(median, meanAndQuantiles[1 + pair], factor);
      float upper = IntervalFactors.moved(median, meanAndQuantiles[last - pair], factor);
      boolean isOutermost = pair == 0;
      if (units >= (isOutermost ? Math.min(lower, mean) : lower)
          && units <= (isOutermost ? Math.max(upper, mean) : upper)) {
        covered[lead * current.pairs() + pair]++;
      }
    }
  }

  /**
   * The factors for forecasts from the close of the day on. What the day ahead has moved by moves
   * the longer leads as well, before their own misses do: it is the first to know of a shift, and
   * the first to know that the model has followed it.
   */
  public IntervalFactors next(int day) {
    float[] next = current.factors().clone();
    for (int pair = 0; pair < current.pairs(); pair++) {
      double ahead = step(0, pair);
      for (int lead = 0; lead < Leads.COUNT; lead++) {
        int i = lead * current.pairs() + pair;
        next[i] = moved(next[i], lead == 0 ? ahead : ahead + step(lead, pair));
      }
    }
    return new IntervalFactors(current.group(), current.demandClass(), day, current.levels(), next);
  }

  /** What the misses of a lead move the logarithm of its factor by; 0 where nothing is known. */
  private double step(int lead, int pair) {
    if (days[lead] == 0) {
      return 0;
    }
    double rate = RATE * days[lead] / (days[lead] + HALF_SERIES) / Leads.days(lead);
    double nominal = nominal(pair);
    double missed = nominal - (double) covered[lead * current.pairs() + pair] / days[lead];
    if (lead > 0) {
      missed = Math.max(-MOST_MISSED, Math.min(MOST_MISSED, missed));
    }
    return rate * missed / slope(nominal);
  }

  private double nominal(int pair) {
    float[] levels = current.levels();
    return Math.round((levels[levels.length - 1 - pair] - levels[pair]) * 1e5) / 1e5;
  }

  private static float moved(float factor, double step) {
    // Strict: a restart on another machine goes on with the same bits.
    double moved = factor * StrictMath.exp(step);
    return (float) Math.max(IntervalFactors.LEAST, Math.min(IntervalFactors.MOST, moved));
  }

  /** By how much the coverage of a logistic error grows with the logarithm of the factor. */
  private static double slope(double nominal) {
    double level = (1 + nominal) / 2;
    return 2 * StrictMath.log(level / (1 - level)) * level * (1 - level);
  }
}
