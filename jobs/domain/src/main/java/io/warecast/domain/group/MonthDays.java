package io.warecast.domain.group;

/**
 * What a regression left unexplained on a day of the month, over all months: pay days, benefit days
 * and what lies around them. Trusted as far as days of the month differ by more than the noise of
 * their means would let them (shrinkage towards zero after James and Stein 1961), so a series
 * without such a pattern is left as it is.
 */
final class MonthDays {

  private static final int DAYS = 31;

  /** With fewer days each day of the month was seen too seldom to tell a pattern from chance. */
  private static final int LEAST_DAYS = 112;

  /** Residuals beyond so many spreads of the noise count as that. */
  private static final double OUTLIER = 3;

  /** Share of the noise left in means of residuals: the fit has already followed the rest. */
  private static final double NOISE_LEFT = .7;

  private final GroupDays days;
  private final double[] effects = new double[DAYS];

  MonthDays(GroupFit fit) {
    days = fit.days();
    if (fit.origin() - fit.first() + 1 >= LEAST_DAYS) {
      fillEffects(fit);
    }
  }

  /** The effect, of logarithms, on a day. */
  double on(int day) {
    return effects[days.dayOfMonth(day) - 1];
  }

  private void fillEffects(GroupFit fit) {
    double[] sums = new double[DAYS];
    int[] counts = new int[DAYS];
    double squares = 0;
    int known = 0;
    double limit = OUTLIER * fit.noise();
    for (int day = fit.first(); day <= fit.origin(); day++) {
      double residual = fit.residuals()[day];
      if (!Double.isNaN(residual)) {
        double held = Math.max(-limit, Math.min(limit, residual));
        sums[days.dayOfMonth(day) - 1] += held;
        counts[days.dayOfMonth(day) - 1]++;
        squares += held * held;
        known++;
      }
    }
    if (squares > 0) {
      shrink(sums, counts, squares / known);
    }
  }

  /**
   * Means of residuals, shrunk.
   *
   * @param variance of a single residual, above zero
   */
  private void shrink(double[] sums, int[] counts, double variance) {
    double power = 0;
    double noise = 0;
    int seen = 0;
    for (int i = 0; i < DAYS; i++) {
      if (counts[i] > 0) {
        double mean = sums[i] / counts[i];
        power += mean * mean;
        noise += variance / counts[i];
        seen++;
      }
    }
    double spread = Math.max(0, power - NOISE_LEFT * noise) / seen;
    for (int i = 0; i < DAYS; i++) {
      if (counts[i] > 0) {
        effects[i] = sums[i] / counts[i] * spread / (spread + variance / counts[i]);
      }
    }
  }
}
