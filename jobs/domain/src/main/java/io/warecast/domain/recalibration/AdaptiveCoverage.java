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
 * were missed above than below. A shift of demand misses on one side: the bound there goes out and
 * the other one comes in, so that the interval covers what it claims, neither less nor more, while
 * the model itself follows.
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

  /**
   * The most that the logarithm of a factor moves by in a day because bounds move apart, and the
   * same because they move up or down: on a strange day nearly all series miss.
   */
  static final double MOST_MOVED = .5;

  /**
   * The most that a day's coverage at a longer lead counts as off, or a single series if that is
   * more: what was forecast before a shift misses for all of the lead, and says nothing of
   * forecasts that know of the shift.
   */
  static final double MOST_MISSED = .05;

  /** Series of a pool at which half of that share is taken: fewer say less of coverage. */
  static final double HALF_SERIES = 6;

  private static final double LOG_LEAST = StrictMath.log(IntervalFactors.LEAST);
  private static final double LOG_MOST = StrictMath.log(IntervalFactors.MOST);

  private final IntervalFactors current;
  private final int[] days;
  private final int[] covered;

  /** Of series that a factor makes a difference to: not where an interval is zero to zero. */
  private final int[] movable;

  /** Days above less days below, of intervals that have days below them. */
  private final int[] aboveLessBelow;

  private AdaptiveCoverage(IntervalFactors current) {
    this.current = current;
    this.days = new int[Leads.COUNT];
    this.covered = new int[Leads.COUNT * current.pairs()];
    this.movable = new int[covered.length];
    this.aboveLessBelow = new int[covered.length];
  }

  /** Nothing added up yet. */
  public static AdaptiveCoverage under(IntervalFactors current) {
    return new AdaptiveCoverage(current);
  }

  /**
   * Adds the day of one series; none where what was demanded is unknown ({@code NaN}), nor where
   * nothing at all was expected: the others of its pool would have to miss in its place.
   *
   * @param lead at which it had been forecast
   * @param meanAndQuantiles what had been forecast, before any factor
   */
  public void add(int lead, float units, float[] meanAndQuantiles) {
    int last = meanAndQuantiles.length - 1;
    float mean = meanAndQuantiles[0];
    if (Float.isNaN(units) || (mean <= 0 && meanAndQuantiles[last] <= 0)) {
      return;
    }
    days[lead]++;
    float median =
        IntervalFactors.middle(
            meanAndQuantiles[1 + (last - 1) / 2], meanAndQuantiles[1 + last / 2], last);
    for (int pair = 0; pair < current.pairs(); pair++) {
      float low = meanAndQuantiles[1 + pair];
      float high = meanAndQuantiles[last - pair];
      float lower = IntervalFactors.moved(median, low, current.at(lead, pair));
      float upper = IntervalFactors.moved(median, high, current.at(lead, last - 1 - pair));
      boolean isOutermost = pair == 0;
      boolean isBelow = units < (isOutermost ? Math.min(lower, mean) : lower);
      boolean isAbove = units > (isOutermost ? Math.max(upper, mean) : upper);
      int i = lead * current.pairs() + pair;
      covered[i] += isBelow || isAbove ? 0 : 1;
      boolean isMovable = high > median || (low > 0 && low < median);
      movable[i] += isMovable ? 1 : 0;
      if (low > 0 && isMovable) {
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
    for (int pair = 0; pair < current.pairs(); pair++) {
      Moved ahead = Moved.NONE;
      for (int lead = 0; lead < Leads.COUNT; lead++) {
        Moved moved = moved(lead, pair, ahead);
        int low = low(lead, pair);
        int high = high(lead, pair);
        next[low] = moved(next[low], moved.lower());
        next[high] = moved(next[high], moved.upper());
        ahead = lead == 0 ? moved : ahead;
      }
    }
    return new IntervalFactors(current.group(), current.demandClass(), day, current.levels(), next);
  }

  /** By how much the logarithms of the factors of an interval's bounds move. */
  private record Moved(double lower, double upper) {
    static final Moved NONE = new Moved(0, 0);

    double apart() {
      return (upper + lower) / 2;
    }

    double up() {
      return (upper - lower) / 2;
    }
  }

  /**
   * How a lead's factors move, within what there is room for.
   *
   * @param ahead how those of the day ahead have moved
   */
  private Moved moved(int lead, int pair, Moved ahead) {
    double lower = StrictMath.log(current.factors()[low(lead, pair)]);
    double upper = StrictMath.log(current.factors()[high(lead, pair)]);
    double apart = ahead.apart() + apart(lead, pair);
    double shift = ahead.up() + shift(lead, pair);
    double most = Math.max(0, Math.min(lower + apart - LOG_LEAST, LOG_MOST - upper - apart));
    double least = Math.max(0, Math.min(upper + apart - LOG_LEAST, LOG_MOST - lower - apart));
    double up = Math.max(-least, Math.min(most, shift));
    double newLower = lower + apart - up;
    double newUpper = upper + apart + up;
    // What the least cuts off one bound the other one gives up: noise would widen them for good.
    return new Moved(
        bounded(newLower + Math.min(0, newUpper - LOG_LEAST)) - lower,
        bounded(newUpper + Math.min(0, newLower - LOG_LEAST)) - upper);
  }

  private int low(int lead, int pair) {
    return lead * current.levels().length + pair;
  }

  private int high(int lead, int pair) {
    return (lead + 1) * current.levels().length - 1 - pair;
  }

  private static double bounded(double logarithm) {
    return Math.max(LOG_LEAST, Math.min(LOG_MOST, logarithm));
  }

  /** What the misses of a lead move the logarithms of both factors by. */
  private double apart(int lead, int pair) {
    return step(lead, pair, nominal(pair) - share(covered, lead, pair));
  }

  /** What they move that of the upper bound by, and that of the lower one back. */
  private double shift(int lead, int pair) {
    return step(lead, pair, share(aboveLessBelow, lead, pair));
  }

  private double share(int[] counts, int lead, int pair) {
    return (double) counts[lead * current.pairs() + pair] / Math.max(1, days[lead]);
  }

  /** A share of what would restore the coverage of a logistic error; 0 where nothing is known. */
  private double step(int lead, int pair, double missed) {
    int moved = movable[lead * current.pairs() + pair];
    if (moved == 0) {
      return 0;
    }
    double bounded = lead == 0 ? missed : within(Math.max(MOST_MISSED, 1.0 / days[lead]), missed);
    double rate = RATE * moved / (moved + HALF_SERIES) / Leads.days(lead);
    return within(MOST_MOVED, rate * bounded / slope(nominal(pair)));
  }

  private static double within(double most, double value) {
    return Math.max(-most, Math.min(most, value));
  }

  private double nominal(int pair) {
    float[] levels = current.levels();
    return Math.round((levels[levels.length - 1 - pair] - levels[pair]) * 1e5) / 1e5;
  }

  private static float moved(float factor, double by) {
    // Strict: a restart on another machine goes on with the same bits.
    double moved = factor * StrictMath.exp(by);
    return (float) Math.max(IntervalFactors.LEAST, Math.min(IntervalFactors.MOST, moved));
  }

  /** By how much the coverage of a logistic error grows with the logarithm of the factor. */
  private static double slope(double nominal) {
    double level = (1 + nominal) / 2;
    return 2 * StrictMath.log(level / (1 - level)) * level * (1 - level);
  }
}
