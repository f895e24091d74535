package io.warecast.domain.recalibration;

/**
 * Adapts intervals to what came, day by day, by the miss that they made: adaptive conformal
 * inference (Gibbs and Candes, "Adaptive conformal inference under distribution shift", 2021) on
 * factors of the intervals' half-widths, with a step that would restore the coverage of a logistic
 * error at once, of which a share is taken. Whether a day is covered is asked of the interval that
 * was forecast for it <em>with today's factors</em>, so that a factor does not run on while
 * forecasts that were made days ago still miss (quantile tracking; Angelopoulos, Candes and
 * Tibshirani, "Conformal PID control for time series prediction", 2023).
 *
 * <p>Both bounds move apart by how many days were not covered, and both up or down by how many more
 * were missed above than below. A shift of demand misses on one side: a bound there goes out and
 * the other one comes in, so that the interval follows without becoming as wide, and covers what it
 * claims, neither less nor more, while the model itself follows.
 *
 * <p>One instance adds up one day of one pool of series. Sums are whole numbers: the order of
 * series changes nothing.
 */
public final class AdaptiveCoverage {

  /**
   * Share of the step that would restore coverage, taken a day at a lead of one; of a longer one so
   * many times less, since what is learned of it is as many days old.
   */
  static final double RATE = .4;

  /** The same of the step by which both bounds move up or down. */
  static final double SHIFT_RATE = .3;

  /**
   * The most that the logarithms of factors move by in a day because bounds move apart: the steps
   * back are small, since an interval of 95 % can cover 5 points too much at most.
   */
  static final double MOST_APART = .5;

  /**
   * The same because bounds move up or down: on a strange day nearly all series miss on one side.
   */
  static final double MOST_SHIFT = .3;

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

  /** Days above less days below, of intervals that have days below them. */
  private final int[] aboveLessBelow;

  private AdaptiveCoverage(IntervalFactors current) {
    this.current = current;
    this.days = new int[Leads.COUNT];
    this.covered = new int[Leads.COUNT * current.pairs()];
    this.aboveLessBelow = new int[covered.length];
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
      float low = meanAndQuantiles[1 + pair];
      float lower = IntervalFactors.moved(median, low, current.at(lead, pair));
      float upper =
          IntervalFactors.moved(
              median, meanAndQuantiles[last - pair], current.at(lead, last - 1 - pair));
      boolean isOutermost = pair == 0;
      boolean isBelow = units < (isOutermost ? Math.min(lower, mean) : lower);
      boolean isAbove = units > (isOutermost ? Math.max(upper, mean) : upper);
      int i = lead * current.pairs() + pair;
      covered[i] += isBelow || isAbove ? 0 : 1;
      if (low > 0) {
        aboveLessBelow[i] += isAbove ? 1 : isBelow ? -1 : 0;
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
    int levels = current.levels().length;
    for (int pair = 0; pair < current.pairs(); pair++) {
      for (int lead = 0; lead < Leads.COUNT; lead++) {
        double apart = apart(0, pair) + (lead == 0 ? 0 : apart(lead, pair));
        double shift = shift(0, pair) + (lead == 0 ? 0 : shift(lead, pair));
        int lower = lead * levels + pair;
        int upper = (lead + 1) * levels - 1 - pair;
        // Both or none: past the least, the other bound alone would go on and cover too much.
        double up = Math.max(-room(next[upper]), Math.min(room(next[lower]), shift));
        next[lower] = moved(next[lower], apart - up);
        next[upper] = moved(next[upper], apart + up);
      }
    }
    return new IntervalFactors(current.group(), current.demandClass(), day, current.levels(), next);
  }

  /** What the misses of a lead move the logarithms of both factors by. */
  private double apart(int lead, int pair) {
    double missed = nominal(pair) - share(covered, lead, pair);
    return step(lead, pair, missed, RATE, MOST_APART);
  }

  /** What they move that of the upper bound by, and that of the lower one back. */
  private double shift(int lead, int pair) {
    return step(lead, pair, share(aboveLessBelow, lead, pair), SHIFT_RATE, MOST_SHIFT);
  }

  private double share(int[] counts, int lead, int pair) {
    return (double) counts[lead * current.pairs() + pair] / Math.max(1, days[lead]);
  }

  /** A share of what would restore the coverage of a logistic error; 0 where nothing is known. */
  private double step(int lead, int pair, double missed, double rate, double most) {
    double trusted = days[lead] / (days[lead] + HALF_SERIES) / Leads.days(lead);
    double bounded = lead == 0 ? missed : within(MOST_MISSED, missed);
    return trusted * within(most, rate * bounded / slope(nominal(pair)));
  }

  private static double within(double most, double value) {
    return Math.max(-most, Math.min(most, value));
  }

  private double nominal(int pair) {
    float[] levels = current.levels();
    return Math.round((levels[levels.length - 1 - pair] - levels[pair]) * 1e5) / 1e5;
  }

  /** How far the logarithm of a factor can go down. */
  private static double room(float factor) {
    return StrictMath.log(Math.max(1, factor / IntervalFactors.LEAST));
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
