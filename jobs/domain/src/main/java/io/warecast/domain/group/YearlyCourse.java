package io.warecast.domain.group;

/** How the level went on from the same day of earlier years, shrunk towards no change. */
final class YearlyCourse {

  /** A year of whole weeks. */
  private static final int YEAR = 364;

  private static final int MOST_YEARS = 3;
  private static final int LEAST_BEFORE = 28;
  private static final int SMOOTHING_DAYS = 10;
  private static final double TRUST = .4;
  private static final double LIMIT = .3;

  private final GroupFit fit;
  private final int years;

  YearlyCourse(GroupFit fit) {
    this.fit = fit;
    int reach = (fit.origin() - fit.first() - LEAST_BEFORE) / YEAR;
    this.years = Math.max(0, Math.min(MOST_YEARS, reach));
  }

  /** The change, of logarithms, from the origin to a day after it. */
  double on(int day) {
    if (years == 0) {
      return 0;
    }
    double sum = 0;
    for (int year = 1; year <= years; year++) {
      sum += smoothed(day - YEAR * year) - smoothed(fit.origin() - YEAR * year);
    }
    return Math.max(-LIMIT, Math.min(LIMIT, TRUST * sum / years));
  }

  private double smoothed(int day) {
    return (fit.course(day - SMOOTHING_DAYS) + fit.course(day) + fit.course(day + SMOOTHING_DAYS))
        / 3;
  }
}
