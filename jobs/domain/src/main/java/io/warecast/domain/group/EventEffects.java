package io.warecast.domain.group;

import io.warecast.domain.covariate.DayKind;

/**
 * What a regression left unexplained around earlier days of the same name: days as far from the
 * name as the target is. An effect is trusted as far as it and its neighbours stand out from the
 * noise (shrinkage by blocks, after James and Stein 1961).
 */
final class EventEffects {

  private static final int NEAR_HOLIDAY = 5;
  private static final int NEAR_OTHER = 3;
  private static final int BLOCK = 2;
  private static final double CAUTION = 4;

  private final GroupFit fit;
  private final GroupDays days;
  private final UsualDays usual;

  EventEffects(GroupFit fit) {
    this.fit = fit;
    this.days = fit.days();
    this.usual = new UsualDays(days, fit.first(), fit.origin());
  }

  /**
   * The effect, of logarithms, on a day after the origin: the largest of those that the names
   * around it have. A nearer name that moves nothing does not hide a farther one that does.
   */
  double on(int day) {
    double largest = 0;
    for (int offset = -NEAR_HOLIDAY; offset <= NEAR_HOLIDAY; offset++) {
      if (isMarked(day - offset, Math.abs(offset))) {
        double effect = effect(days.name(day - offset), offset);
        if (Math.abs(effect) > Math.abs(largest)) {
          largest = effect;
        }
      }
    }
    return largest;
  }

  private boolean isMarked(int day, int distance) {
    return days.name(day) >= 0 && (distance <= NEAR_OTHER || days.is(DayKind.HOLIDAY, day));
  }

  private double effect(int name, int offset) {
    int known = count(name, offset);
    if (known == 0) {
      return 0;
    }
    double power = 0;
    int blocks = 0;
    for (int near = offset - BLOCK; near <= offset + BLOCK; near++) {
      if (count(name, near) > 0) {
        double mean = mean(name, near);
        power += mean * mean;
        blocks++;
      }
    }
    power /= blocks;
    double noise = CAUTION * fit.noise() * fit.noise() / known;
    return power == 0 ? 0 : mean(name, offset) * power / (power + noise);
  }

  private int count(int name, int offset) {
    int known = 0;
    for (int day : days.occurrences(name)) {
      known += Double.isNaN(residual(day, offset)) ? 0 : 1;
    }
    return known;
  }

  private double mean(int name, int offset) {
    double sum = 0;
    int known = 0;
    for (int day : days.occurrences(name)) {
      double residual = residual(day, offset);
      if (!Double.isNaN(residual)) {
        sum += residual;
        known++;
      }
    }
    return sum / known;
  }

  private double residual(int occurrence, int offset) {
    int day = occurrence + offset;
    boolean seen =
        occurrence >= fit.first()
            && occurrence <= fit.origin()
            && day >= fit.first()
            && day <= fit.origin();
    return seen ? fit.residuals()[day] : Double.NaN;
  }

  /**
   * Share of a usual day's units that days of this name had, when there hardly was any trade on any
   * of them; {@code NaN} otherwise.
   */
  double closedShare(int day) {
    int name = days.name(day);
    if (name < 0) {
      return Double.NaN;
    }
    double sum = 0;
    int known = 0;
    for (int past : days.occurrences(name)) {
      if (past >= fit.first() && past <= fit.origin() && !Double.isNaN(usual.share(past))) {
        if (!usual.isLow(past)) {
          return Double.NaN;
        }
        sum += usual.share(past);
        known++;
      }
    }
    return known == 0 ? Double.NaN : sum / known;
  }
}
